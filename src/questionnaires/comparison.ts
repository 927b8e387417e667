/** 1 meets what is expected, 0.5 meets it in part, 0 does not or was not given. */
export type Compliance = 1 | 0.5 | 0;

export interface Comparison {
  compliance: Compliance;
  /** Why, in one or two plain sentences. */
  reason: string;
}
