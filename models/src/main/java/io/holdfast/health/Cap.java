package io.holdfast.health;

import io.holdfast.table.ColumnNames;
import java.io.Serializable;

/**
 * What keeps an account from being healthy, however well it looks otherwise.
 *
 * @param when Spark SQL over the columns of customer_360; null is no cap
 * @param atMost score that the account then has at most
 * @param sentence with columns of customer_360 in braces, as in warnings
 */
public record Cap(String when, double atMost, String sentence) implements Serializable {
  public Cap {
    if (when == null || sentence == null) {
      throw new IllegalArgumentException("a cap needs when and sentence");
    }
    if (!(atMost >= 0 && atMost <= 100)) {
      throw new IllegalArgumentException("at_most %s should be from 0 to 100".formatted(atMost));
    }
    ColumnNames.in(when);
    Template.of(sentence);
  }

  Template template() {
    return Template.of(sentence);
  }
}
