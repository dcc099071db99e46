/** What is taken out of which file, what stands there then, and the test that has to fail without it. */
export type Guard = [name: string, file: string, guard: string, without: string, test: string];
