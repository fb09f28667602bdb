package io.holdfast.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpectationTest {
  private static final String SQL = "select count(*) as found from ticket";

  @Test
  void sentenceCarriesFiguresAndExamples() {
    Finding finding =
        check(Severity.WARN, null)
            .judge(Map.of("found", "19142", "rows", "25000"), List.of("U-1", "U-2"));
    assertThat(finding)
        .isEqualTo(
            new Finding(
                "early", "warn", 19142, null, "19,142 of 25,000 rows. For example: U-1, U-2."));
  }

  @Test
  void expectedFigureOfTheSqlGoesBeforeTheConfiguredOne() {
    Expectation seven = check(Severity.HOLD, 7L);
    assertThat(seven.judge(Map.of("found", "7"), List.of()).status()).isEqualTo("pass");
    assertThat(seven.judge(Map.of("found", "7", "expected", "8"), List.of()).status())
        .isEqualTo("fail");
  }

  @Test
  void figureThatIsNoNumberIsRefused() {
    Map<String, String> figures = new java.util.HashMap<>();
    figures.put("found", null);
    assertThatThrownBy(() -> check(Severity.WARN, null).judge(figures, List.of()))
        .hasMessage(
            "check early gave 'null' as found, not a whole number; use count(*) or"
                + " coalesce(sum(...), 0)");
  }

  @Test
  void configurationIsChecked() {
    assertThatThrownBy(() -> new Expectation("a", "none", Severity.WARN, SQL, null, null))
        .hasMessage("check a says 'none', without {found}; put the figure into the sentence");
    assertThatThrownBy(
            () -> new Expectation("a", "{found}", Severity.WARN, "drop table x", null, null))
        .hasMessageContaining("its sql is 'drop table x'");
    assertThatThrownBy(
            () ->
                new Expectations(
                    null,
                    List.of(
                        new Expectation(
                            "bridge_closes", "{found}", Severity.WARN, SQL, null, null))))
        .hasMessage(
            "check bridge_closes stands twice, or is one of Holdfast's own; give it another name");
  }

  private static Expectation check(Severity severity, Long expected) {
    return new Expectation("early", "{found} of {rows} rows.", severity, SQL, SQL, expected);
  }
}
