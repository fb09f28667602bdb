package io.holdfast.job.publish;

import io.holdfast.table.AccountHealth;
import io.holdfast.table.AccountScore;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Row;

/**
 * Our values as a mapping names them: {@code headline}, {@code as_of}, {@code account_id}, {@code
 * health.score} … and, for any outcome, {@code churn.percent}, {@code churn.reason_1} …
 */
final class CrmValue {
  static final String AS_OF = "as_of";
  private static final String HEALTH = "health";
  private static final Set<String> PLAIN = Set.of(AS_OF, "account_id", "headline");
  private static final Set<String> OF_HEALTH =
      Set.of("score", "band", "confidence_percent", "explanation");
  private static final Set<String> OF_OUTCOME =
      Set.of(
          "probability",
          "percent",
          "band",
          "percentile",
          "at_stake",
          "reason_1",
          "reason_2",
          "reason_3",
          "protector",
          "change",
          "play",
          "action",
          "proposed_on",
          "due_on",
          "status",
          "status_reason",
          "model");

  /** What is wrong with a value name, if anything. */
  static Optional<String> problem(String name) {
    if (name == null || name.isBlank()) {
      return Optional.of("no value is named");
    }
    int dot = name.indexOf('.');
    if (dot < 0 && PLAIN.contains(name)) {
      return Optional.empty();
    }
    Set<String> known = dot < 0 ? PLAIN : name.startsWith(HEALTH + ".") ? OF_HEALTH : OF_OUTCOME;
    return dot > 0 && known.contains(name.substring(dot + 1))
        ? Optional.empty()
        : Optional.of(
            "there is no value '%s'; known are %s, health.(%s) and OUTCOME.(%s)"
                .formatted(name, listed(PLAIN), listed(OF_HEALTH), listed(OF_OUTCOME)));
  }

  /** The outcome that a value belongs to. */
  static Optional<String> outcome(String name) {
    int dot = name.indexOf('.');
    return dot < 0 || name.startsWith(HEALTH + ".")
        ? Optional.empty()
        : Optional.of(name.substring(0, dot));
  }

  /** A value of one row of {@link CrmRows}; null when the account has none. */
  static String read(String name, Row row) {
    return switch (name) {
      case AS_OF -> text(row, CrmRows.DAY);
      case "account_id" -> text(row, AccountScore.ACCOUNT_ID);
      case "headline" -> text(row, AccountScore.HEADLINE);
      default -> {
        String field = name.substring(name.indexOf('.') + 1);
        yield outcome(name).isPresent()
            ? ofOutcome(field, score(row, outcome(name).get()))
            : ofHealth(field, row);
      }
    };
  }

  /**
   * What has to be another, for a value to be told again: bands, days and words as they are, the
   * play and its day, the words of a line without its figures. Reasons are told again with the
   * headline that the first of them leads or the play that they lead to; of figures it counts
   * whether there is one. How far figures move is for {@link Moved}.
   */
  static String identity(String name, Row row) {
    String field = name.substring(name.indexOf('.') + 1);
    String value = read(name, row);
    if (value == null || name.equals(AS_OF)) {
      return null;
    }
    return switch (field) {
      case "reason_1", "reason_2", "reason_3", "protector", "change", "explanation" -> null;
      case "action" -> {
        Row score = score(row, outcome(name).orElseThrow());
        yield text(score, AccountScore.PLAY) + " by " + text(score, AccountScore.DUE_ON);
      }
      case "headline" -> value.replaceAll("(under |over )?[0-9][0-9.,]*", "#");
      default -> Moved.isFigure(field) ? "known" : value;
    };
  }

  /** The scores in a row of {@link CrmRows}, by outcome and horizon. */
  static List<Row> scores(Row row) {
    int at = row.fieldIndex(CrmRows.SCORES);
    return row.isNullAt(at) ? List.of() : row.getList(at);
  }

  private static Row score(Row row, String outcome) {
    return scores(row).stream()
        .filter(score -> score.getAs(AccountScore.OUTCOME).equals(outcome))
        .findFirst()
        .orElse(null);
  }

  private static String ofHealth(String field, Row row) {
    return switch (field) {
      case "score" -> rounded(row.getAs(CrmRows.HEALTH_SCORE), 1);
      case "band" -> text(row, CrmRows.HEALTH_BAND);
      case "confidence_percent" -> rounded(row.getAs(AccountHealth.CONFIDENCE), 100);
      default -> sentence(row, AccountHealth.EXPLANATION, 0);
    };
  }

  private static String ofOutcome(String field, Row score) {
    if (score == null) {
      return null;
    }
    return switch (field) {
      case "probability" -> twoDecimals(score.getAs(AccountScore.PROBABILITY));
      case "percent" -> rounded(score.getAs(AccountScore.PROBABILITY), 100);
      case "percentile" -> rounded(score.getAs(AccountScore.PERCENTILE), 1);
      case "at_stake" -> whole(score.getAs(AccountScore.ARR_AT_STAKE));
      case "reason_1" -> sentence(score, AccountScore.DRIVERS, 0);
      case "reason_2" -> sentence(score, AccountScore.DRIVERS, 1);
      case "reason_3" -> sentence(score, AccountScore.DRIVERS, 2);
      case "protector" -> text(score, AccountScore.PROTECTOR);
      case "change" -> text(score, AccountScore.CHANGE_REASON);
      default -> text(score, field);
    };
  }

  private static String sentence(Row row, String column, int index) {
    int at = row.fieldIndex(column);
    List<String> sentences = row.isNullAt(at) ? List.of() : row.getList(at);
    return index < sentences.size() ? sentences.get(index) : null;
  }

  private static String text(Row row, String column) {
    Object value = row.getAs(column);
    return value == null ? null : value.toString();
  }

  private static String twoDecimals(Double value) {
    return value == null
        ? null
        : BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP).toPlainString();
  }

  /** Whole numbers only, so that a hair's breadth of change sends nothing. */
  private static String rounded(Double value, int scale) {
    return value == null
        ? null
        : whole(BigDecimal.valueOf(value).multiply(BigDecimal.valueOf(scale)));
  }

  private static String whole(BigDecimal value) {
    return value == null ? null : value.setScale(0, RoundingMode.HALF_UP).toPlainString();
  }

  private static String listed(Set<String> names) {
    return String.join(", ", new TreeSet<>(names));
  }

  private CrmValue() {}
}
