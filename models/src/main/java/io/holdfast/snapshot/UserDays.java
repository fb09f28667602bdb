package io.holdfast.snapshot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Exact days of each user as bitmaps, to count distinct users in any range of days. */
final class UserDays {
  private final int base;
  private final int words;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<long[]> days = new ArrayList<>();

  /** Latest noted day of each user. */
  private int[] latest = new int[8];

  /** Users of each day. */
  private final DaySums together;

  private int end = Integer.MIN_VALUE;

  UserDays(int base, int last) {
    this.base = base;
    this.together = new DaySums(base, last);
    this.words = ((last - base) >> 6) + 1;
  }

  /** The number under which a user's days are kept. */
  int number(String user) {
    return numbers.computeIfAbsent(
        user,
        u -> {
          if (days.size() == latest.length) {
            latest = Arrays.copyOf(latest, 2 * latest.length);
          }
          latest[days.size()] = Integer.MIN_VALUE;
          days.add(new long[words]);
          return days.size() - 1;
        });
  }

  /** Notes a user on a day; days out of reach are dropped. */
  void add(int user, int day) {
    int bit = day - base;
    if (bit >= 0 && bit < words << 6) {
      long[] bits = days.get(user);
      if ((bits[bit >> 6] & 1L << bit) == 0) {
        bits[bit >> 6] |= 1L << bit;
        together.add(day, 1);
      }
      latest[user] = Math.max(latest[user], day);
      end = Math.max(end, day);
    }
  }

  /** Users with any day from one to another, both included and within reach. */
  long distinct(int from, int to) {
    return to >= end ? since(Math.max(from, base)) : within(from, to);
  }

  private long since(int from) {
    long users = 0;
    for (int i = 0; i < days.size(); i++) {
      users += latest[i] >= from ? 1 : 0;
    }
    return users;
  }

  private long within(int from, int to) {
    int first = Math.max(0, from - base);
    int last = to - base;
    long users = 0;
    for (long[] bits : days) {
      users += any(bits, first, last) ? 1 : 0;
    }
    return users;
  }

  /** Users with so many days from one to another, both included and within reach. */
  long distinct(int from, int to, int atLeast) {
    long users = 0;
    for (long[] bits : days) {
      users += count(bits, from, to) >= atLeast ? 1 : 0;
    }
    return users;
  }

  /** Of some users those with so many days from one to another, both included and within reach. */
  long distinct(int from, int to, int atLeast, Set<String> some) {
    return some.stream()
        .map(numbers::get)
        .filter(user -> user != null && count(days.get(user), from, to) >= atLeast)
        .count();
  }

  /** Days of all users from one to another, both included and within reach. */
  long days(int from, int to) {
    return together.sum(from, to);
  }

  private int count(long[] bits, int from, int to) {
    int first = Math.max(0, from - base);
    int last = to - base;
    int count = 0;
    for (int word = first >> 6; word <= last >> 6; word++) {
      count += Long.bitCount(bits[word] & mask(word, first, last));
    }
    return count;
  }

  private static boolean any(long[] bits, int first, int last) {
    boolean found = false;
    for (int word = first >> 6; word <= last >> 6 && !found; word++) {
      found = (bits[word] & mask(word, first, last)) != 0;
    }
    return found;
  }

  /** Bits of a word that lie from one to another, both included. */
  private static long mask(int word, int first, int last) {
    long head = word == first >> 6 ? -1L << first : -1L;
    long tail = word == last >> 6 ? -1L >>> (63 - (last & 63)) : -1L;
    return head & tail;
  }
}
