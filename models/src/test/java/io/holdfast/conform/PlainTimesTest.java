package io.holdfast.conform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.apache.spark.sql.catalyst.util.DateTimeUtils;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;

class PlainTimesTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static long micros(String text, ZoneId zone) {
    return PlainTimes.micros(UTF8String.fromString(text), zone);
  }

  @Property(tries = 500)
  void aPlainTimeIsWhatSparkReadsToo(
      @ForAll @LongRange(min = -2_208_988_800L, max = 4_000_000_000L) long second,
      @ForAll @IntRange(min = 0, max = 999_999) int fraction,
      @ForAll @IntRange(min = 0, max = 6) int digits,
      @ForAll @IntRange(min = 0, max = 4) int end) {
    LocalDateTime time = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
    String whole = time.truncatedTo(ChronoUnit.SECONDS).toString();
    String text = whole.length() == 16 ? whole + ":00" : whole;
    if (digits > 0) {
      text += "." + "%06d".formatted(fraction).substring(0, digits);
    }
    text += new String[] {"", "Z", "+0000", "+00:00", "+00:0"}[end];
    UTF8String given = UTF8String.fromString(text);
    long read = PlainTimes.micros(given, ZoneOffset.UTC);
    assertThat(read == PlainTimes.NONE ? null : read)
        .isEqualTo(end == 4 ? null : DateTimeUtils.stringToTimestamp(given, ZoneOffset.UTC).get());
  }

  @Test
  void whateverIsNotPlainIsLeftToTheSlowWay() {
    assertThat(micros("2024-02-29T00:00:00Z", BERLIN))
        .isEqualTo(Instant.parse("2024-02-29T00:00:00Z").getEpochSecond() * 1_000_000);
    for (String text :
        new String[] {
          "2024-02-29T00:00:00",
          "2023-02-29T00:00:00Z",
          "2024-13-01T00:00:00Z",
          "2024-01-01T24:00:00Z",
          "2024-01-01T00:00:60Z",
          "2024-01-01T00:00:00.1234567Z",
          "2024-01-01T00:00:00.Z",
          "2024-01-01T00:00:00+01:00",
          "2024-01-01T00:00Z",
          "2024-01-01",
          "20é4-01-01T00:00:00Z",
          " 2024-01-01T00:00:00Z"
        }) {
      assertThat(micros(text, BERLIN)).as(text).isEqualTo(PlainTimes.NONE);
    }
  }
}
