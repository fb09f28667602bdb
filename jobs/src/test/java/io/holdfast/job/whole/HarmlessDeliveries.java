package io.holdfast.job.whole;

import static io.holdfast.job.whole.Mishap.harmless;
import static io.holdfast.job.whole.Mishap.mishap;

import io.holdfast.job.whole.Mishap.Verdict;
import io.holdfast.job.whole.Mishap.When;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** Deliveries that look unlike those before and are right: a night that holds them is wrong. */
final class HarmlessDeliveries {
  private static final String SUBS = "subscriptions";
  private static final String EVENTS = "events";

  static List<Mishap> all() {
    return List.of(
        harmless(
            "records in another order",
            "order says nothing",
            (f, c) ->
                List.copyOf(f.files().keySet())
                    .forEach(
                        export ->
                            f.lines(
                                export,
                                body -> {
                                  List<String> shuffled = new ArrayList<>(body);
                                  Collections.shuffle(shuffled, new Random(7));
                                  return shuffled;
                                }))),
        harmless(
            "a new column",
            "nothing reads it",
            (f, c) ->
                f.change(
                    SUBS,
                    t ->
                        t.replaceFirst("\n", ",billing_contact\n")
                            .replaceAll("(?m)(:00)$", "$1,x"))),
        mishap(
            "one odd record",
            Set.of(Verdict.FRESH, Verdict.QUARANTINED),
            "it alone is wrong",
            (f, c) -> f.column(EVENTS, "at", (i, v) -> i == 20 ? "soon" : v)),
        harmless(
                "a quiet Sunday",
                "Sundays differ",
                (f, c) ->
                    f.lines(
                        EVENTS,
                        body ->
                            IntStream.range(0, body.size())
                                .filter(i -> i % 4 != 3)
                                .mapToObj(body::get)
                                .toList()))
            .on(When.SUNDAY)
            .withOtherFigures(),
        harmless(
                "prices rise by 5% on the first",
                "prices do",
                (f, c) -> {
                  f.column(
                      SUBS,
                      "mrr",
                      v ->
                          new BigDecimal(v)
                              .multiply(new BigDecimal("1.05"))
                              .setScale(2, RoundingMode.HALF_UP)
                              .toPlainString());
                  f.column(
                      SUBS,
                      "updated_at",
                      (i, v) ->
                          f.values(SUBS, "status").get(i).equals("canceled")
                              ? v
                              : "2026-04-01 08:00:00");
                })
            .withOtherFigures(),
        harmless(
            "byte order mark and Windows line ends",
            "it is the same text",
            (f, c) -> f.change(SUBS, t -> "\uFEFF" + t.replace("\n", "\r\n"))),
        harmless(
                "a new event, of some",
                "products get functions",
                (f, c) -> f.column(EVENTS, "event", (i, v) -> i % 25 == 3 ? "Template Used" : v))
            .withOtherFigures(),
        harmless(
                "a busy day",
                "a third more usage than usual, of real people",
                (f, c) ->
                    f.lines(
                        EVENTS,
                        body -> {
                          List<String> more = new ArrayList<>(body);
                          for (int i = 0; i < body.size(); i += 3) {
                            more.add(body.get(i).replaceFirst(",", "9,"));
                          }
                          return more;
                        }))
            .withOtherFigures(),
        harmless(
                "some customers leave",
                "customers do",
                (f, c) -> f.each(SUBS, HarmlessDeliveries::leaving))
            .withOtherFigures());
  }

  private static String leaving(int number, String line) {
    String[] cells = line.split(",", -1);
    if (number > 20 && number < 25 && cells[3].equals("active")) {
      cells[3] = "canceled";
      cells[12] = "2026-04-01 00:00:00";
      cells[13] = cells[12];
    }
    return String.join(",", cells);
  }

  private HarmlessDeliveries() {}
}
