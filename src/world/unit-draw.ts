/**
 * Two uniform uint32 as one number in [0, 1) in steps of 2^-53, as alias tables want it; for draws that come from a
 * hash rather than from a stream.
 */
export function unitDraw(u: number, v: number): number {
  return ((u >>> 5) * 67108864 + (v >>> 6)) * (1 / 9007199254740992);
}
