package io.holdfast.identity.match;

/** How many slips of the hand lie between two words. */
final class Edits {

  /**
   * Letters to insert, delete, replace or swap with their neighbour (optimal string alignment), or
   * {@code most + 1} when there are more than {@code most}.
   */
  static int between(String left, String right, int most) {
    int n = left.length();
    int m = right.length();
    if (Math.abs(n - m) > most) {
      return most + 1;
    }
    int[] before = new int[m + 1];
    int[] last = new int[m + 1];
    int[] row = new int[m + 1];
    for (int j = 0; j <= m; j++) {
      last[j] = j;
    }
    for (int i = 1; i <= n; i++) {
      row[0] = i;
      int least = i;
      for (int j = 1; j <= m; j++) {
        int cost = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
        int edits = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
        if (i > 1
            && j > 1
            && left.charAt(i - 1) == right.charAt(j - 2)
            && left.charAt(i - 2) == right.charAt(j - 1)) {
          edits = Math.min(edits, before[j - 2] + 1);
        }
        row[j] = edits;
        least = Math.min(least, edits);
      }
      if (least > most) {
        return most + 1;
      }
      int[] spare = before;
      before = last;
      last = row;
      row = spare;
    }
    return Math.min(last[m], most + 1);
  }

  /** Slips that a word of this length may hold and still be taken for the same. */
  static int allowed(int length) {
    return length < 3 ? 0 : length < 8 ? 1 : 2;
  }

  /** Likeness of two words from 0 to 1: 0 with more slips than allowed. */
  static double likeness(String left, String right) {
    if (left.equals(right)) {
      return 1;
    }
    int length = Math.max(left.length(), right.length());
    int most = allowed(Math.min(left.length(), right.length()));
    int edits = between(left, right, most);
    return edits > most ? 0 : 1 - (double) edits / length;
  }

  /** Likeness from 0 to 1 by the share of letters that are slips; 0 when over a third are. */
  static double ratio(String left, String right) {
    int length = Math.max(left.length(), right.length());
    int most = Math.max(1, length / 3);
    int edits = between(left, right, most);
    return edits > most || length == 0 ? 0 : 1 - (double) edits / length;
  }

  private Edits() {}
}
