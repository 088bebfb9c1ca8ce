type Digit = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
type Numbers<Text extends string> = Text extends `${infer Value extends number}` ? Value : never;

/** 200 to 299. */
export type SuccessStatus = Numbers<`2${Digit}${Digit}`>;

/** 500 to 599. */
export type ServerStatus = Numbers<`5${Digit}${Digit}`>;

/** 300 to 499 but for those with an error of their own; 0 when a browser hides a redirect. */
export type OtherStatus = 0 | Exclude<Numbers<`${3 | 4}${Digit}${Digit}`>, 400 | 401 | 404 | 429>;
