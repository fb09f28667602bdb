package io.holdfast.job.pull;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * What a server answered.
 *
 * @param status 200 to 299, or what was asked to be let through
 * @param body as it was read
 */
record Answer<T>(int status, HttpHeaders headers, T body) {
  /** What changed within it may not be seen yet: searches lag, transactions end late. */
  private static final Duration UNSETTLED = Duration.ofMinutes(10);

  /** The server's clock, if it tells. */
  Optional<Instant> served() {
    return headers.firstValue("Date").flatMap(Answer::time);
  }

  /**
   * First instant that cannot be asked for yet: the cut, or some minutes before the server's now
   * when the day is not over there.
   *
   * @throws PullException when the server does not tell its time: what it has not yet would be lost
   */
  Instant until(Instant cut) {
    Instant settled =
        served()
            .orElseThrow(
                () ->
                    new PullException(
                        "The server does not tell its time (Date), so nobody knows how far the day"
                            + " has come; what stands between may take it away"))
            .minus(UNSETTLED);
    return settled.isBefore(cut) ? settled : cut;
  }

  static Optional<Instant> time(String http) {
    try {
      return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(http)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
