package io.holdfast.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class LinksTest {

  @Test
  void crmIdThatAnotherSystemKeepsLinks() {
    Night.Result night =
        new Night().crm("001A", 1).account("billing", "cus_1", 3, "crm_key", "001A ").asOf(9);
    assertThat(night.account("billing/cus_1")).isEqualTo(night.account("crm/001A"));
    assertThat(night.rule("billing/cus_1")).isEqualTo("crm_id");
    assertThat(night.links().get("billing/cus_1").<String>getAs("evidence"))
        .isEqualTo("keeps CRM id 001A");
    assertThat(night.links().get("billing/cus_1").getAs("known_from").toString())
        .isEqualTo("2024-01-03 12:00:00.0");
  }

  @Test
  void domainOfOneCrmAccountLinks() {
    Night.Result night =
        new Night()
            .crm("001A", 1, "domain", "https://www.Acme.com/about")
            .account("support", "o1", 1, "domain", "acme.com")
            .account("billing", "c1", 1, "email", "jo@ACME.com", "crm_key", "n/a")
            .account("product", "g1", 1)
            .contact("product", "g1", "a@acme.com")
            .contact("product", "g1", "b@acme.com")
            .contact("product", "g1", "c@agency.com")
            .asOf(9);
    assertThat(Stream.of("support/o1", "billing/c1", "product/g1").map(night::account))
        .containsOnly(night.account("crm/001A"));
    assertThat(night.links().get("billing/c1").<String>getAs("evidence"))
        .isEqualTo("domain acme.com");
  }

  @Test
  void domainOfTheCrmAccountsContactsLinks() {
    Night.Result night =
        new Night()
            .crm("001A", 1)
            .contact("crm", "001A", "jo@acme.com")
            .account("support", "o1", 1, "domain", "acme.com")
            .asOf(9);
    assertThat(night.account("support/o1")).isEqualTo(night.account("crm/001A"));
    assertThat(night.plan()).contains("Join").doesNotContain("NestedLoop", "CartesianProduct");
  }

  @Test
  void freeMailAndPlaceholdersDoNotLink() {
    Night.Result night =
        new Night()
            .crm("001A", 1, "domain", "gmail.com")
            .crm("001B", 1, "domain", "example.com")
            .crm("n/a", 1)
            .contact("crm", "001A", "boss@gmail.com")
            .account("support", "o1", 1, "email", "somebody@gmail.com")
            .account("support", "o2", 1, "domain", "example.com")
            .account("support", "o3", 1, "domain", " ", "crm_key", "n/a")
            .asOf(9);
    assertThat(Stream.of("support/o1", "support/o2", "support/o3").map(night::rule))
        .containsOnly("own_account");
    assertThat(night.accounts()).hasSize(6);
  }

  @Test
  void domainOfTwoCrmAccountsLinksNothing() {
    Night twice =
        new Night()
            .crm("001A", 1, "domain", "acme.com")
            .crm("001B", 1, "domain", "bolt.com")
            .contact("crm", "001B", "x@bolt.com")
            .contact("crm", "001B", "y@bolt.com")
            .contact("crm", "001B", "guest@acme.com")
            .account("support", "o1", 1, "domain", "acme.com");
    assertThat(twice.asOf(9).rule("support/o1")).isEqualTo("own_account");
  }

  @Test
  void twoCrmAccountsAreOneOnlyByTheCrmsMerge() {
    Night night =
        new Night()
            .crm("001A", 1, "domain", "acme.com", "crm_key", "001B")
            .crm("001B", 1, "domain", "acme.com", "crm_key", "001A")
            .contact("crm", "001A", "jo@acme.com")
            .contact("crm", "001B", "jo@acme.com");
    assertThat(night.asOf(9).account("crm/001A")).isNotEqualTo(night.asOf(9).account("crm/001B"));
    night.crm("001B", 5, "deleted", true, "merged_into_key", "001A");
    assertThat(night.asOf(4).account("crm/001A")).isNotEqualTo(night.asOf(4).account("crm/001B"));
    assertThat(night.asOf(5).account("crm/001A")).isEqualTo(night.asOf(5).account("crm/001B"));
  }

  @Test
  void chainsOfMergesAreFollowedAndCirclesAreNot() {
    Night night = new Night().crm("k8", 1);
    for (int i = 0; i < 8; i++) {
      night.crm("k" + i, 2, "merged_into_key", "k" + (i + 1), "deleted", true);
    }
    night.crm("x", 1, "merged_into_key", "y").crm("y", 1, "merged_into_key", "z");
    night.crm("z", 1, "merged_into_key", "x").crm("w", 1, "merged_into_key", "nowhere");
    Night.Result result = night.asOf(9);
    assertThat(Stream.of("crm/k0", "crm/k3", "crm/k8").map(result::account).distinct()).hasSize(1);
    assertThat(Stream.of("crm/x", "crm/y", "crm/z", "crm/w").map(result::account).distinct())
        .hasSize(4);
  }

  @Test
  void whatItsOwnSystemMergedFollows() {
    Night.Result night =
        new Night()
            .crm("001A", 1)
            .account("support", "o1", 1, "crm_key", "001A")
            .account("support", "o2", 1)
            .account("support", "o2", 4, "merged_into_key", "o1", "deleted", true)
            .asOf(9);
    assertThat(night.account("support/o2")).isEqualTo(night.account("crm/001A"));
    assertThat(night.links().get("support/o2").getAs("known_from").toString())
        .startsWith("2024-01-04");
  }

  @Property(tries = 2)
  void orderOfRowsChangesNothing(@ForAll long seed) {
    Night night =
        new Night()
            .crm("001A", 1, "domain", "acme.com", "name", "Acme")
            .crm("001A", 1, "domain", "acme.io", "name", "Acme again")
            .crm("001B", 2, "domain", "bolt.com")
            .crm("001C", 3)
            .crm("001C", 4, "merged_into_key", "001B", "deleted", true)
            .contact("crm", "001A", "a@acme.com")
            .contact("product", "g1", "x@bolt.com")
            .contact("product", "g1", "x@acme.io")
            .account("product", "g1", 2)
            .account("support", "o1", 2, "crm_key", "001C");
    Night.Result shuffled = night.shuffled(new Random(seed)).asOf(9);
    assertThat(shuffled.text()).isEqualTo(night.asOf(9).text());
  }
}
