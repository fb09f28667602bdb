package io.holdfast.identity;

import java.util.Arrays;

/**
 * Sets of 64-bit nodes that were joined, each known by its least node. Flat arrays: millions of
 * nodes as boxed numbers would not fit a task.
 */
final class Union {
  private static final int START = 1 << 10;

  private long[] nodes = new long[START];
  private int[] parents = new int[START];

  /** Open addressing: a node's place and one, 0 for none; at most half of it is used. */
  private int[] table = new int[2 * START];

  private int size;

  int size() {
    return size;
  }

  long node(int place) {
    return nodes[place];
  }

  /** The least node of the set of a place. */
  long least(int place) {
    return nodes[root(place)];
  }

  void join(long a, long b) {
    int one = root(add(a));
    int other = root(add(b));
    boolean less = nodes[one] < nodes[other];
    parents[less ? other : one] = less ? one : other;
  }

  /** The place of a node; a new one is a set of its own. */
  int add(long node) {
    int slot = slot(node);
    if (table[slot] > 0) {
      return table[slot] - 1;
    }
    if (size == nodes.length) {
      grow();
      slot = slot(node);
    }
    nodes[size] = node;
    parents[size] = size;
    table[slot] = ++size;
    return size - 1;
  }

  private int slot(long node) {
    long mixed = node * 0x9E3779B97F4A7C15L;
    int slot = (int) (mixed >>> 32) & (table.length - 1);
    while (table[slot] > 0 && nodes[table[slot] - 1] != node) {
      slot = (slot + 1) & (table.length - 1);
    }
    return slot;
  }

  private void grow() {
    nodes = Arrays.copyOf(nodes, 2 * size);
    parents = Arrays.copyOf(parents, 2 * size);
    table = new int[4 * size];
    for (int place = 0; place < size; place++) {
      table[slot(nodes[place])] = place + 1;
    }
  }

  private int root(int place) {
    int at = place;
    while (parents[at] != at) {
      parents[at] = parents[parents[at]];
      at = parents[at];
    }
    return at;
  }
}
