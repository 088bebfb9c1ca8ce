// Nothing: what the compiler does for every file.
export {};
