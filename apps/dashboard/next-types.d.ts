// What `next-env.d.ts` also brings, which exists only after a build.
/// <reference types="next" />
/// <reference types="next/image-types/global" />
