package io.holdfast.job.publish;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Whether figures of a record have moved so far since they were last sent that people should know:
 * probabilities and percentages by five points, money at stake by as many points of the ARR, scores
 * by ten. Until then the record keeps the figures of the day it names. What it was sent last
 * counts, not what would have been sent last night, so that small steps add up.
 */
final class Moved {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double POINTS = 5;
  private static final double SCORE_POINTS = 10;
  private static final double TIMES = 2;

  /** Whether a field of a value is a figure. */
  static boolean isFigure(String field) {
    return switch (field) {
      case "probability", "percent", "percentile", "at_stake", "score", "confidence_percent" ->
          true;
      default -> false;
    };
  }

  /**
   * Whether any figure has.
   *
   * @param told payload that the record took last, as JSON; null: none
   * @param mapping our value by target column
   */
  static boolean between(String told, Update update, Map<String, String> mapping) {
    Map<String, String> before = fields(told);
    return mapping.entrySet().stream()
        .anyMatch(
            field -> {
              String value = field.getValue();
              String name = value.substring(value.indexOf('.') + 1);
              String from = before.get(field.getKey());
              String to = update.fields().get(field.getKey());
              if (!name.equals("at_stake") || from == null || to == null) {
                return moved(name, from, to);
              }
              return stakeMoved(
                  Double.parseDouble(from),
                  Double.parseDouble(to),
                  percent(value, mapping, before),
                  percent(value, mapping, update.fields()));
            });
  }

  /** The percentage that goes with money at stake, where the record has it. */
  private static OptionalDouble percent(
      String stake, Map<String, String> mapping, Map<String, String> fields) {
    for (var field : mapping.entrySet()) {
      String told = fields.get(field.getKey());
      if (told != null && field.getValue().equals(stake.replace("at_stake", "percent"))) {
        return OptionalDouble.of(Double.parseDouble(told));
      }
      if (told != null && field.getValue().equals(stake.replace("at_stake", "probability"))) {
        return OptionalDouble.of(100 * Double.parseDouble(told));
      }
    }
    return OptionalDouble.empty();
  }

  /**
   * Money at stake is a percentage of the ARR: what five points of that are is news. Where the
   * record has no percentage, twice or half as much is.
   */
  private static boolean stakeMoved(
      double from, double to, OptionalDouble percent, OptionalDouble percentNow) {
    if (percent.isEmpty() || percentNow.isEmpty()) {
      return to > TIMES * from || to < from / TIMES;
    }
    boolean fell = percent.getAsDouble() > percentNow.getAsDouble();
    double share = (fell ? percent : percentNow).getAsDouble();
    return share >= 1 && Math.abs(to - from) > POINTS / share * (fell ? from : to);
  }

  private static boolean moved(String field, String before, String now) {
    if (!isFigure(field) || before == null || now == null) {
      return false;
    }
    double from = Double.parseDouble(before);
    double to = Double.parseDouble(now);
    double difference = Math.abs(to - from);
    return switch (field) {
      case "score" -> difference >= SCORE_POINTS;
      case "probability" -> 100 * difference > POINTS - 1e-6;
      default -> difference >= POINTS;
    };
  }

  private static Map<String, String> fields(String payload) {
    try {
      return payload == null ? Map.of() : JSON.readValue(payload, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The ledger holds a payload that is no JSON", e);
    }
  }

  private Moved() {}
}
