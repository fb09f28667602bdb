package io.holdfast.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class AccountsTest {

  @Test
  void mergeKeepsTheOlderIdAndForwardsTheYounger() {
    Night night =
        new Night()
            .crm("old", 1, "name", "Acme Ltd")
            .crm("young", 2, "name", "Acme")
            .crm("old", 5, "merged_into_key", "young", "deleted", true);
    Night.Result before = night.asOf(4);
    Night.Result after = night.asOf(5);
    assertThat(after.account("crm/young")).isEqualTo(before.account("crm/old"));
    Row survivor = after.accounts().get(before.account("crm/old"));
    assertThat(survivor.<String>getAs("crm_key")).isEqualTo("young");
    assertThat(survivor.<String>getAs("name")).isEqualTo("Acme");
    assertThat(survivor.<String>getAs("forwards_to")).isNull();
    assertThat(survivor.getAs("first_seen").toString()).startsWith("2024-01-01");
    Row forward = after.accounts().get(before.account("crm/young"));
    assertThat(forward.<String>getAs("forwards_to")).isEqualTo(before.account("crm/old"));
    assertThat(forward.<String>getAs("crm_key")).isNull();
  }

  @Test
  void nightAfterNightGivesTheRowsOfOneFreshRun() {
    Night night =
        new Night()
            .crm("a", 1, "domain", "acme.com")
            .account("billing", "c1", 2)
            .account("billing", "c1", 3, "crm_key", "a")
            .crm("b", 3)
            .crm("b", 4, "merged_into_key", "a", "deleted", true)
            .account("support", "o1", 4, "domain", "acme.com");
    Night.Result incremental = night.asOf(1);
    for (int day = 2; day <= 6; day++) {
      Night.Result last = incremental;
      incremental = night.asOf(day, last.accountRows());
      assertThat(incremental.accounts().keySet()).containsAll(last.accounts().keySet());
    }
    assertThat(incremental.text()).isEqualTo(night.asOf(6).text());
    assertThat(night.asOf(6, incremental.accountRows()).text()).isEqualTo(incremental.text());
    assertThat(incremental.accounts()).hasSize(3);
  }

  @Test
  void idOfAnEarlierReleaseForwardsEvenWhenOnlyTheReleaseKnowsIt() {
    Night.Result released = new Night().account("billing", "c1", 1).asOf(1);
    Night late =
        new Night().crm("a", 1).account("billing", "c1", 1, "crm_key", "a", "version", "2");
    Night.Result night = late.asOf(1, released.accountRows());
    assertThat(night.accounts().get(released.account("billing/c1")).<String>getAs("forwards_to"))
        .isEqualTo(night.account("crm/a"));
    assertThat(late.asOf(1).accounts()).doesNotContainKey(released.account("billing/c1"));
  }

  @Test
  void mergeThatIsUndoneGivesTheIdsBack() {
    Night night =
        new Night().crm("a", 1).crm("b", 2).crm("b", 3, "merged_into_key", "a").crm("b", 5);
    Night.Result merged = night.asOf(4);
    Night.Result undone = night.asOf(5, merged.accountRows());
    assertThat(undone.account("crm/b")).isEqualTo(night.asOf(2).account("crm/b"));
    assertThat(undone.accounts().get(undone.account("crm/b")).<String>getAs("forwards_to"))
        .isNull();
  }

  @Test
  void accountThatTheCrmDeletedKeepsItsHistoryButIsNotInTheCrm() {
    Night.Result night =
        new Night()
            .crm("a", 1, "domain", "acme.com")
            .crm("a", 3, "domain", "acme.com", "deleted", true)
            .account("support", "o1", 1, "crm_key", "a")
            .account("support", "o2", 4, "domain", "acme.com")
            .asOf(9);
    assertThat(night.account("support/o1")).isEqualTo(night.account("crm/a"));
    assertThat(night.accounts().get(night.account("crm/a")).<String>getAs("crm_key")).isNull();
    assertThat(night.rule("support/o2")).isEqualTo("own_account");
  }

  @Test
  void parentIsTheAccountThatHoldsItsKeyNow() {
    Night.Result night =
        new Night()
            .crm("group", 1)
            .crm("holding", 2)
            .crm("group", 3, "merged_into_key", "holding", "deleted", true)
            .crm("unit", 4, "parent_key", "group")
            .asOf(9);
    assertThat(night.accounts().get(night.account("crm/unit")).<String>getAs("parent_id"))
        .isEqualTo(night.account("crm/holding"));
  }
}
