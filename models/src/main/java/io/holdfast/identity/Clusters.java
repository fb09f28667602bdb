package io.holdfast.identity;

import java.util.ArrayList;
import java.util.List;

/** Records of a group, by their places, that were joined to customers, and those kept apart. */
final class Clusters {
  private final int[] parents;
  private final int[] sizes;
  private final boolean[] inCrm;
  private final List<int[]> apart = new ArrayList<>();

  /** Every record alone. */
  Clusters(Group group) {
    parents = new int[group.size()];
    sizes = new int[group.size()];
    inCrm = new boolean[group.size()];
    for (int i = 0; i < parents.length; i++) {
      parents[i] = i;
      sizes[i] = 1;
      inCrm[i] = group.inCrm(i);
    }
  }

  /** The same for all records that are one customer. */
  int of(int i) {
    int at = i;
    while (parents[at] != at) {
      parents[at] = parents[parents[at]];
      at = parents[at];
    }
    return at;
  }

  /** How many records are this record's customer. */
  int size(int i) {
    return sizes[of(i)];
  }

  /** Whether a record of the CRM is among them. */
  boolean inCrm(int i) {
    return inCrm[of(i)];
  }

  void join(int one, int other) {
    int a = of(one);
    int b = of(other);
    if (a != b) {
      int root = Math.min(a, b);
      int rest = Math.max(a, b);
      parents[rest] = root;
      sizes[root] += sizes[rest];
      inCrm[root] |= inCrm[rest];
    }
  }

  /** Keeps whatever is joined with the one from what is joined with the other. */
  void keepApart(int one, int other) {
    apart.add(new int[] {one, other});
  }

  boolean apart(int one, int other) {
    int a = of(one);
    int b = of(other);
    for (int[] pair : apart) {
      int left = of(pair[0]);
      int right = of(pair[1]);
      if ((left == a && right == b) || (left == b && right == a)) {
        return true;
      }
    }
    return false;
  }
}
