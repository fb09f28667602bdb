package io.holdfast.identity.match;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Pairs of the records that stand under one key, of rows that come sorted by key. It holds no more
 * of them at a time than the cap.
 */
final class BlockPairs implements Iterator<Row> {
  /** {@link Matcher}'s. */
  static final String PATTERN = "pattern";

  static final StructType SCHEMA =
      new StructType()
          .add(Proposals.LEFT_SOURCE, DataTypes.StringType)
          .add(Proposals.LEFT_KEY, DataTypes.StringType)
          .add(Proposals.RIGHT_SOURCE, DataTypes.StringType)
          .add(Proposals.RIGHT_KEY, DataTypes.StringType)
          .add(PATTERN, DataTypes.LongType, false);

  private record Member(String source, String key, List<String> plain) {

    boolean isBefore(Member other) {
      int order = source.compareTo(other.source);
      return (order == 0 ? key.compareTo(other.key) : order) < 0;
    }
  }

  private final Matcher matcher;
  private final Iterator<Row> rows;
  private final List<Row> block = new ArrayList<>();
  private final List<Member> members = new ArrayList<>();

  /** The first row of the next block. */
  private Row ahead;

  /** The pair to compare next. */
  private int left;

  private int right;

  private Row found;

  BlockPairs(Matcher matcher, Iterator<Row> rows) {
    this.matcher = matcher;
    this.rows = rows;
    ahead = rows.hasNext() ? rows.next() : null;
  }

  @Override
  public boolean hasNext() {
    while (found == null) {
      if (right >= members.size()) {
        left++;
        right = left + 1;
      }
      if (right < members.size()) {
        found = compared(members.get(left), members.get(right));
        right++;
      } else if (left + 1 >= members.size() && !nextBlock()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Row row = found;
    found = null;
    return row;
  }

  /** Reads until a block with something to compare. */
  private boolean nextBlock() {
    members.clear();
    left = 0;
    right = 1;
    while (members.isEmpty()) {
      if (ahead == null) {
        return false;
      }
      readBlock();
      if (block.size() > 1 && block.size() <= matcher.rules().cap()) {
        for (Row row : block) {
          members.add(
              new Member(row.getString(1), row.getString(2), Keyed.fields(row.getString(3))));
        }
      }
    }
    return true;
  }

  /** Fills the block, with at most one row more than the cap, and goes on behind it. */
  private void readBlock() {
    block.clear();
    long key = ahead.getLong(0);
    while (ahead != null && ahead.getLong(0) == key) {
      if (block.size() <= matcher.rules().cap()) {
        block.add(ahead);
      }
      ahead = rows.hasNext() ? rows.next() : null;
    }
  }

  /** The pair as a row, or null when it is not proposed. */
  private Row compared(Member one, Member other) {
    boolean ordered = one.isBefore(other);
    if ((!ordered && !other.isBefore(one))
        || (!matcher.rules().withinSource() && one.source().equals(other.source()))) {
      return null;
    }
    Member first = ordered ? one : other;
    Member second = ordered ? other : one;
    long pattern = matcher.pattern(first.plain(), second.plain());
    return matcher.score(pattern) < matcher.rules().proposes()
        ? null
        : RowFactory.create(first.source(), first.key(), second.source(), second.key(), pattern);
  }
}
