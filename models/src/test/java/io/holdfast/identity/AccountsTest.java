package io.holdfast.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.identity.Night.Result;
import io.holdfast.table.TestSpark;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Many cases in one night, each with keys of its own; a night after each day, too. */
class AccountsTest {
  private static final int LAST = 6;
  private static final Night NIGHT = night();

  /** Nights of days 1 to {@link #LAST}, each after the one before. */
  private static final List<Result> NIGHTS = new ArrayList<>();

  private static final Map<String, String> CODE =
      Map.of(
          "spark.sql.codegen.wholeStage", "false", "spark.sql.codegen.factoryMode", "NO_CODEGEN");

  private static Result last;

  private static Night night() {
    return new Night()
        // merged on day 5: the survivor is the younger one
        .crm("old", 1, "name", "Acme Ltd")
        .crm("young", 2, "name", "Acme")
        .account("billing", "young", 2, "crm_key", "young")
        .crm("old", 5, "merged_into_key", "young", "deleted", true)
        // keys are added to a customer that only billing knew
        .account("billing", "c1", 1, "domain", "coil.com")
        .crm("c", 3, "domain", "coil.com")
        .account("support", "c1", 4, "domain", "coil.com")
        // merged on day 3, undone on day 5
        .crm("a", 1)
        .crm("b", 2)
        .account("billing", "b", 2, "crm_key", "b")
        .crm("b", 3, "merged_into_key", "a")
        .crm("b", 5)
        // deleted by the CRM on day 3
        .crm("gone", 1, "domain", "gone.com")
        .crm("gone", 3, "domain", "gone.com", "deleted", true)
        .account("support", "o1", 1, "crm_key", "gone")
        .account("support", "o2", 4, "domain", "gone.com")
        .account("billing", "o3", 2, "domain", "gone.com")
        // a parent that was merged
        .crm("group", 1)
        .crm("holding", 2)
        .crm("group", 3, "merged_into_key", "holding", "deleted", true)
        .crm("unit", 4, "parent_key", "group");
  }

  /** So many small queries cost less than compiling them; LinksTest compiles the same ones. */
  @BeforeAll
  static void nights() {
    CODE.forEach((name, value) -> TestSpark.session().conf().set(name, value));
    NIGHTS.add(NIGHT.asOf(1));
    for (int day = 2; day <= LAST; day++) {
      NIGHTS.add(NIGHT.asOf(day, NIGHTS.get(day - 2).accountRows()));
    }
    last = NIGHTS.get(LAST - 1);
  }

  @AfterAll
  static void putTheSessionBack() {
    CODE.keySet().forEach(name -> TestSpark.session().conf().unset(name));
  }

  private static Result day(int day) {
    return NIGHTS.get(day - 1);
  }

  @Test
  void mergeKeepsTheOlderIdAndForwardsTheYounger() {
    String survivor = last.account("crm/young");
    assertThat(survivor)
        .isEqualTo(day(4).account("crm/old"))
        .isEqualTo(last.account("billing/young"));
    assertThat(last.of(survivor, "crm_key")).isEqualTo("young");
    assertThat(last.of(survivor, "name")).isEqualTo("Acme");
    assertThat(last.of(survivor, "forwards_to")).isNull();
    assertThat(last.of(survivor, "first_seen")).startsWith("2024-01-01");
    String younger = day(4).account("crm/young");
    assertThat(last.of(younger, "forwards_to")).isEqualTo(survivor);
    assertThat(last.of(younger, "crm_key")).isNull();
  }

  @Test
  void customerKeepsItsIdWhenKeysAreAdded() {
    String id = day(1).account("billing/c1");
    assertThat(
            List.of(last.account("billing/c1"), last.account("crm/c"), last.account("support/c1")))
        .containsOnly(id);
    assertThat(last.of(id, "crm_key")).isEqualTo("c");
  }

  @Test
  void nightAfterNightGivesTheRowsOfOneFreshRun() {
    for (int day = 2; day <= LAST; day++) {
      assertThat(day(day).accounts().keySet()).containsAll(day(day - 1).accounts().keySet());
    }
    assertThat(NIGHT.asOf(LAST).text()).isEqualTo(last.text());
    assertThat(NIGHT.asOf(LAST, last.accountRows()).text()).isEqualTo(last.text());
  }

  @Test
  void historyOfTheLastNightTellsWhatEveryNightBelieved() {
    for (int day = 1; day < LAST; day++) {
      int then = day;
      assertThat(
              day(day).links().keySet().stream()
                  .collect(Collectors.toMap(key -> key, key -> last.account(key, then))))
          .isEqualTo(
              day(day).links().keySet().stream()
                  .collect(Collectors.toMap(key -> key, key -> day(then).account(key))));
    }
  }

  @Test
  void mergeThatIsUndoneGivesTheIdsBackAndKeepsTheStory() {
    assertThat(List.of(day(4).account("crm/b"), day(4).account("billing/b")))
        .containsOnly(day(4).account("crm/a"));
    assertThat(List.of(last.account("crm/b"), last.account("billing/b")))
        .containsOnly(day(2).account("crm/b"));
    assertThat(last.of(last.account("crm/b"), "forwards_to")).isNull();
    assertThat(last.links().get("billing/b"))
        .extracting(AccountsTest::told)
        .containsExactlyInAnyOrder(
            "b crm_id valid 2-* known 2-3",
            "b crm_id valid 2-3 known 3-*",
            "a crm_id valid 3-* known 3-5",
            "a crm_id valid 3-5 known 5-*",
            "b crm_id valid 5-* known 5-*");
  }

  private static String told(Row link) {
    String whose = link.getAs("account_id").equals(last.account("crm/a")) ? "a" : "b";
    return "%s %s valid %s-%s known %s-%s"
        .formatted(
            whose,
            link.getAs("rule"),
            day(link, "valid_from"),
            day(link, "valid_to"),
            day(link, "known_from"),
            day(link, "known_to"));
  }

  private static String day(Row link, String column) {
    java.sql.Timestamp time = link.getAs(column);
    return time == null ? "*" : String.valueOf(time.toLocalDateTime().getDayOfMonth());
  }

  @Test
  void idOfAnEarlierReleaseForwardsOrStaysEvenWhenOnlyTheReleaseKnowsIt() {
    Result released = new Night().account("billing", "c9", 2).asOf(2);
    Night late =
        new Night().crm("z9", 1).account("billing", "c9", 2, "crm_key", "z9", "version", "2");
    String id = released.account("billing/c9");
    assertThat(late.asOf(2, released.accountRows()).account("crm/z9")).isEqualTo(id);
    assertThat(late.asOf(2).accounts()).doesNotContainKey(id);
  }

  @Test
  void accountThatTheCrmDeletedKeepsItsHistoryButIsNotInTheCrm() {
    assertThat(last.account("support/o1")).isEqualTo(last.account("crm/gone"));
    assertThat(last.of(last.account("crm/gone"), "crm_key")).isNull();
    assertThat(last.account("billing/o3")).isEqualTo(last.account("crm/gone"));
    assertThat(last.rule("support/o2")).isEqualTo("own_account");
  }

  @Test
  void idThatOnlyReleasesKnowForwardsNightAfterNight() {
    Result first = new Night().account("billing", "c8", 2).asOf(2);
    Night night =
        new Night()
            .crm("y8", 1)
            .crm("z8", 1)
            .account("billing", "c8", 2, "crm_key", "z8")
            .crm("z8", 3, "merged_into_key", "y8");
    Result second = night.asOf(2, first.accountRows());
    Result third = night.asOf(3, second.accountRows());
    String id = first.account("billing/c8");
    String survivor = third.account("crm/y8");
    assertThat(third.of(id, "forwards_to")).isEqualTo(survivor);
    assertThat(night.asOf(4, third.accountRows()).of(id, "forwards_to")).isEqualTo(survivor);
  }

  @Test
  void parentIsTheAccountThatHoldsItsKeyNow() {
    assertThat(last.of(last.account("crm/unit"), "parent_id"))
        .isEqualTo(last.account("crm/holding"));
  }
}
