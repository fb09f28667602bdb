package io.holdfast.snapshot;

/**
 * The least-squares line through points with whole coordinates. Its sums are exact, so that the
 * order of the points does not matter.
 */
final class Line {
  private long n;
  private long x;
  private long y;
  private long xx;
  private long xy;

  void add(long atX, long atY) {
    n++;
    x = Math.addExact(x, atX);
    y = Math.addExact(y, atY);
    xx = Math.addExact(xx, Math.multiplyExact(atX, atX));
    xy = Math.addExact(xy, Math.multiplyExact(atX, atY));
  }

  /** Change of y for one of x; null while all points have the same x. */
  Double slope() {
    double spread = (double) n * xx - (double) x * x;
    return spread == 0 ? null : (Double) (((double) n * xy - (double) x * y) / spread);
  }
}
