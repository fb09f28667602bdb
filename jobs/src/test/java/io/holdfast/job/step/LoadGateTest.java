package io.holdfast.job.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.table.GateFinding;
import io.holdfast.table.Invoice;
import io.holdfast.table.LoadProfile;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadGateTest {
  private static final String INVOICES =
      """
      source: billing
      exports:
        invoices:
          files: invoices/*.csv
          entities:
            - entity: invoice
              key: id
              event_time: at
              columns: {account_key: account, amount: total, currency: currency, status: state}
      """;

  private static final String BOUNDS = "    gate: {columns: {invoice.amount: {%s}}}%n";

  @TempDir Path folder;
  private LandingNight night;

  @BeforeEach
  void open() {
    night = LandingNight.in(folder);
    for (int month = 1; month <= 6; month++) {
      month(month, amount -> amount);
    }
    night.land("2024-06-30", INVOICES);
  }

  @AfterEach
  void close() {
    night.close();
  }

  private void month(int month, IntUnaryOperator amount) {
    Random random = new Random(month);
    StringBuilder text = new StringBuilder("id,at,account,total,currency,state\n");
    LocalDate first = LocalDate.of(2024, month, 1);
    for (int i = 0; i < 40; i++) {
      text.append(
          "in_%d_%d,%s,A%d,%d,EUR,%s%n"
              .formatted(
                  month,
                  i,
                  first.plusDays(random.nextInt(28)),
                  i,
                  amount.applyAsInt(20 + random.nextInt(200)),
                  random.nextInt(5) == 0 ? "open" : "paid"));
    }
    night.file("invoices/invoices-2024-%02d.csv".formatted(month), text.toString());
  }

  @Test
  void everyDeliveryOfABackfillIsProfiled() {
    assertThat(night.lines(LoadProfile.TABLE, "delivery", "records"))
        .containsExactly(
            "2024-01 40", "2024-02 40", "2024-03 40", "2024-04 40", "2024-05 40", "2024-06 40");
  }

  @Test
  void whatIsLikeTheMonthsBeforePasses() {
    month(7, amount -> amount);
    assertThat(night.land("2024-07-31", INVOICES).note())
        .isEqualTo(
            "1 file: 40 landed, 40 loaded, 0 quarantined\n"
                + "billing.invoices: 40 landed, 40 loaded, 0 quarantined");
    assertThat(night.lines(GateFinding.TABLE, "kind")).isEmpty();
  }

  @Test
  void amountsInCentsHoldUntilSomebodyAcceptsThem() {
    month(7, amount -> 100 * amount);
    assertThatThrownBy(() -> night.land("2024-07-31", INVOICES))
        .isInstanceOf(HeldException.class)
        .hasMessageContaining("Export billing.invoices is held, nothing of it is loaded")
        .hasMessageContaining("billing.invoices of 2024-07, invoice.amount: its median is")
        .hasMessageContaining("--accept REASON");
    assertThat(night.lines(Invoice.TABLE, "source_key")).hasSize(240);

    assertThat(night.accept("2024-07-31", "we bill in yen now")).hasSize(1);
    night.land("2024-07-31", INVOICES);
    assertThat(night.lines(Invoice.TABLE, "source_key")).hasSize(280);
    assertThat(night.lines(GateFinding.TABLE, "kind", "verdict", "reason"))
        .containsExactlyInAnyOrder("unit hold null", "unit accepted we bill in yen now");

    month(8, amount -> 100 * amount);
    night.land("2024-08-31", INVOICES);
    assertThat(night.lines(Invoice.TABLE, "source_key")).hasSize(320);
  }

  @Test
  void whatTheMappingIgnoresIsNotJudged() {
    month(7, amount -> 100 * amount);
    night.land("2024-07-31", INVOICES + "    gate: {ignore: [unit]}\n");
    assertThat(night.lines(Invoice.TABLE, "source_key")).hasSize(280);
    assertThat(night.lines(GateFinding.TABLE, "kind")).isEmpty();
  }

  @Test
  void withinItsBoundsANumberMayHaveAnySizeAndSign() {
    month(7, amount -> -100 * amount);
    night.land("2024-07-31", INVOICES + BOUNDS.formatted("min: -30000, max: 1000"));
    assertThat(night.lines(Invoice.TABLE, "source_key")).hasSize(280);
    assertThat(night.lines(GateFinding.TABLE, "kind")).isEmpty();
  }

  @Test
  void oneNumberOutOfItsBoundsHoldsUntilSomebodyAcceptsIt() {
    month(7, amount -> amount);
    night.file(
        "invoices/invoices-2024-07.csv",
        night.text("invoices/invoices-2024-07.csv") + "in_7_x,2024-07-09,A1,1000000.01,EUR,paid\n");
    String bounded = INVOICES + BOUNDS.formatted("min: 0, max: 1000000");
    assertThatThrownBy(() -> night.land("2024-07-31", bounded))
        .isInstanceOf(HeldException.class)
        .hasMessageContaining(
            "billing.invoices of 2024-07, invoice.amount: 1 of its values should be 0 to 1,000,000"
                + " and are not (1,000,000.01 to 1,000,000.01)");
    assertThat(night.lines(GateFinding.TABLE, "kind", "verdict")).containsExactly("bounds hold");

    night.accept("2024-07-31", "one large customer");
    night.land("2024-07-31", bounded);
    assertThat(night.lines(Invoice.TABLE, "source_key")).hasSize(281);
  }

  @Test
  void boundsHoldTheFirstLoadToo() {
    night.file("new/a.csv", night.text("invoices/invoices-2024-01.csv"));
    String first =
        INVOICES.replace("invoices/*", "new/*").replace("billing", "other")
            + BOUNDS.formatted("max: 10");
    assertThatThrownBy(() -> night.land("2024-07-31", first))
        .hasMessageContaining("40 of its values should be at most 10 and are not");
  }

  @Test
  void theRightFileInItsPlaceIsLoaded() {
    month(7, amount -> -amount);
    assertThatThrownBy(() -> night.land("2024-07-31", INVOICES))
        .hasMessageContaining("100% of its values are negative");
    month(7, amount -> amount);
    night.land("2024-07-31", INVOICES);
    assertThat(night.lines(Invoice.TABLE, "source_key")).hasSize(280);
  }

  @Test
  void aMonthThatComesAgainUnderAnotherNameIsSaid() {
    night.file("invoices/invoices-2024-07.csv", night.text("invoices/invoices-2024-06.csv"));
    assertThat(night.land("2024-07-31", INVOICES).note())
        .contains(
            "billing.invoices of 2024-07: its 40 records are those of the delivery of 2024-06");
    assertThat(night.lines(GateFinding.TABLE, "kind", "verdict")).containsExactly("frozen degrade");
  }
}
