/** Mean and variance of samples, in their unit and its square. */
export interface Moments {
  readonly count: number;
  readonly mean: number;
  readonly variance: number;
}

/** Computes mean and variance, of all samples: none is left out. */
export function momentsOf(samples: Float64Array): Moments {
  let mean = 0;
  let squares = 0;
  for (const [index, sample] of samples.entries()) {
    const step = sample - mean;
    mean += step / (index + 1);
    squares += step * (sample - mean);
  }
  return { count: samples.length, mean, variance: squares / (samples.length - 1) };
}

/** Welch's t: how many standard errors two means are apart. */
export function welch(a: Moments, b: Moments): number {
  return (a.mean - b.mean) / Math.sqrt(a.variance / a.count + b.variance / b.count);
}

/** The middle sample. */
export function medianOf(samples: Float64Array): number {
  return Float64Array.from(samples).sort()[Math.floor(samples.length / 2)] ?? Number.NaN;
}

/** The samples below a limit. */
export function below(samples: Float64Array, limit: number): Float64Array {
  return samples.filter((sample) => sample < limit);
}

/** The sample that a share of all samples lies below. */
export function quantileOf(all: readonly Float64Array[], share: number): number {
  const pooled = Float64Array.from(all.flatMap((samples) => [...samples])).sort();
  return pooled[Math.floor(pooled.length * share)] ?? Number.NaN;
}
