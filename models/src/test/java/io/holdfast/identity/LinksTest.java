package io.holdfast.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.identity.IdentityRules.Customers;
import io.holdfast.identity.IdentityRules.Fact;
import io.holdfast.identity.IdentityRules.Linking;
import io.holdfast.identity.Night.Result;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Many cases in one night, each with keys and domains of its own. */
class LinksTest {
  private static final Night NIGHT = night();
  private static Result result;

  private static Night night() {
    Night night = new Night();
    ids(night);
    domains(night);
    guards(night);
    merges(night);
    decisions(night);
    return night;
  }

  private static void ids(Night night) {
    night.crm("i1", 1).account("billing", "i1", 3, "crm_key", "i1 ");
    night
        .crm("001Nw0000004C92IAE", 1)
        .account("billing", "i2", 1, "crm_key", "001Nw0000004C92")
        .account("support", "i3", 1, "crm_key", "i1")
        .account("product", "i3", 2, "attributes", Map.of("support_id", "i3"));
  }

  private static void domains(Night night) {
    night
        .crm("d1", 1, "domain", "https://www.Acme.co.uk/about")
        .account("support", "d1", 1, "domain", "help.acme.co.uk")
        .account("billing", "d1", 1, "email", "jo@ACME.co.uk", "crm_key", "n/a")
        .account("product", "d1", 1)
        .contact("product", "d1", "a@acme.co.uk")
        .contact("product", "d1", "b@acme.co.uk")
        .contact("product", "d1", "c@agency.com");
    night
        .contact("crm", "d1", "a@acme.co.uk")
        .contact("crm", "d1", "b@acme.co.uk")
        .contact("crm", "d1", "c@nobodyelse.com");
    night
        .crm("d2", 1)
        .contact("crm", "d2", "jo@bolt.io")
        .account("support", "d2", 1, "domain", "bolt.io");
    night
        .crm("d3", 1, "domain", "cord.com")
        .crm("d4", 1, "domain", "dent.com")
        .contact("crm", "d4", "x@dent.com")
        .contact("crm", "d4", "y@dent.com")
        .contact("crm", "d4", "guest@cord.com")
        .account("support", "d3", 1, "domain", "cord.com");
    night.account("billing", "d5", 1, "domain", "edge.com");
    night.account("support", "d5", 2, "domain", "edge.com");
    night
        .account("billing", "d6", 1, "domain", "fern.com")
        .account("billing", "d7", 1, "domain", "fern.com")
        .account("support", "d6", 1, "domain", "fern.com");
  }

  private static void guards(Night night) {
    night
        .crm("g1", 1, "domain", "gmail.com", "name", "Test Account")
        .crm("g2", 1, "domain", "example.com")
        .crm("n/a", 1)
        .contact("crm", "g1", "boss@gmail.com")
        .account("support", "g1", 1, "email", "somebody@gmail.com", "name", "test account")
        .account("support", "g2", 1, "domain", "example.com")
        .account("support", "g3", 1, "domain", " ", "crm_key", "n/a");
    night.crm("g4", 1, "domain", "grid.com", "name", "Grid Holdings, Inc.");
    night.crm("g5", 1, "domain", "grid.com");
    night.account("support", "g4", 1, "domain", "grid.com");
    night.account("product", "g6", 1, "name", "HOLDINGS GRID LLC");
    night.crm("g7", 1, "domain", "huge.com");
    IntStream.range(0, 9).forEach(i -> night.account("product", "h" + i, 1, "domain", "huge.com"));
    night.crm("g8", 1, "domain", "join.com");
    IntStream.range(0, 4).forEach(i -> night.account("product", "j" + i, 1, "crm_key", "g8"));
    night.account("billing", "j0", 1, "domain", "join.com");
    night.account("support", "j0", 1, "domain", "join.com");
  }

  private static void merges(Night night) {
    night
        .crm("m1", 1, "domain", "mill.com", "crm_key", "m2")
        .crm("m2", 1, "domain", "mill.com", "crm_key", "m1")
        .contact("crm", "m1", "jo@mill.com")
        .contact("crm", "m2", "jo@mill.com");
    night.crm("m2", 5, "deleted", true, "merged_into_key", "m1");
    night.crm("k8", 1);
    for (int i = 0; i < 8; i++) {
      night.crm("k" + i, 2, "merged_into_key", "k" + (i + 1), "deleted", true);
    }
    night.crm("x", 1, "merged_into_key", "y").crm("y", 1, "merged_into_key", "z");
    night.crm("z", 1, "merged_into_key", "x").crm("w", 1, "merged_into_key", "nowhere");
    night
        .crm("m3", 1)
        .account("support", "m3", 1, "crm_key", "m3")
        .account("support", "m4", 1)
        .account("support", "m4", 4, "merged_into_key", "m3", "deleted", true);
  }

  private static void decisions(Night night) {
    night
        .crm("p1", 1)
        .crm("p2", 2)
        .account("billing", "p2", 2, "crm_key", "p2")
        .decided(true, "crm/p1", "crm/p2", 4)
        .decided(false, "crm/p1", "crm/p2", 7);
    night
        .crm("p3", 1, "domain", "pine.com")
        .account("billing", "p3", 1, "domain", "pine.com")
        .account("support", "p3", 1, "domain", "pine.com")
        .decided(false, "billing/p3", "crm/p3", 3);
    night
        .crm("p4", 1)
        .crm("p5", 1)
        .account("support", "p5", 1, "crm_key", "p5")
        .crm("p5", 2, "merged_into_key", "p4", "deleted", true)
        .decided(false, "crm/p5", "crm/p4", 3);
    night
        .crm("q1", 1, "merged_into_key", "q2", "deleted", true)
        .crm("q2", 1, "merged_into_key", "q3", "deleted", true)
        .crm("q3", 1)
        .decided(false, "crm/q2", "crm/q3", 3);
  }

  @BeforeAll
  static void stitch() {
    result = NIGHT.asOf(9);
  }

  @Test
  void idThatAnotherSystemKeepsLinks() {
    assertThat(result.account("billing/i1")).isEqualTo(result.account("crm/i1"));
    assertThat(result.rule("billing/i1")).isEqualTo("crm_id");
    assertThat(result.evidence("billing/i1")).isEqualTo("keeps CRM id i1");
    assertThat(result.link("billing/i1").getAs("known_from").toString())
        .isEqualTo("2024-01-03 12:00:00.0");
    assertThat(result.account("product/i3")).isEqualTo(result.account("crm/i1"));
    assertThat(result.rule("product/i3")).isEqualTo("kept_id_of_support");
    assertThat(result.account("billing/i2")).isEqualTo(result.account("crm/001Nw0000004C92IAE"));
  }

  @Test
  void registrableDomainOfOneCrmAccountLinks() {
    assertThat(Stream.of("support/d1", "billing/d1", "product/d1").map(result::account))
        .containsOnly(result.account("crm/d1"));
    assertThat(result.evidence("billing/d1")).isEqualTo("domain acme.co.uk");
    assertThat(result.account("support/d2")).isEqualTo(result.account("crm/d2"));
  }

  @Test
  void systemsWithoutACrmAccountLinkByADomainThatNoneOfThemHasTwice() {
    assertThat(result.account("support/d5")).isEqualTo(result.account("billing/d5"));
    assertThat(result.rule("billing/d5")).isEqualTo("own_account");
    assertThat(result.rule("support/d5")).isEqualTo("domain");
    assertThat(Stream.of("billing/d6", "billing/d7", "support/d6").map(result::rule))
        .containsOnly("own_account");
    assertThat(result.proposals("support/d6", "billing/d6")).hasSize(1);
  }

  @Test
  void freeMailAndPlaceholdersDoNotLinkAndProposeNothing() {
    assertThat(Stream.of("support/g1", "support/g2", "support/g3").map(result::rule))
        .containsOnly("own_account");
    assertThat(result.proposals("support/g1", "crm/g1")).isEmpty();
  }

  @Test
  void domainThatTwoCrmAccountsHaveLinksNothingButIsProposed() {
    assertThat(result.rule("support/d3")).isEqualTo("own_account");
    assertThat(result.rule("support/g4")).isEqualTo("own_account");
    assertThat(result.account("crm/g4")).isNotEqualTo(result.account("crm/g5"));
    assertThat(result.proposals("crm/g4", "crm/g5"))
        .containsExactly("domain 0.4995 domain grid.com");
    assertThat(result.proposals("support/g4", "crm/g5"))
        .containsExactly("domain 0.4995 domain grid.com");
  }

  @Test
  void nameProposesWithoutLinking() {
    assertThat(result.rule("product/g6")).isEqualTo("own_account");
    assertThat(result.proposals("product/g6", "crm/g4"))
        .containsExactly("name 0.9 name grid holdings");
  }

  @Test
  void valueOfTooManyRecordsLinksNothingAndIsReported() {
    assertThat(result.rule("product/h0")).isEqualTo("own_account");
    assertThat(result.proposals().stream().map(row -> row.<String>getAs("evidence")))
        .contains("domain huge.com is on 10 records; what more than 6 share links nothing");
  }

  @Test
  void accountOfTooManyKeysTakesNoFurtherOneAndSaysSo() {
    assertThat(Stream.of("product/j0", "product/j3", "billing/j0").map(result::account))
        .containsOnly(result.account("crm/g8"));
    assertThat(result.rule("support/j0")).isEqualTo("own_account");
    assertThat(result.proposals("support/j0", "crm/g8"))
        .containsExactly("domain 0.999 domain join.com; more than 6 keys would be one account");
  }

  @Test
  void twoCrmAccountsAreOneOnlyByTheCrmsMerge() {
    assertThat(result.account("crm/m1", 4)).isNotEqualTo(result.account("crm/m2", 4));
    assertThat(result.account("crm/m1")).isEqualTo(result.account("crm/m2"));
    assertThat(result.rule("crm/m2")).isEqualTo("crm_merge");
  }

  @Test
  void chainsOfMergesAreFollowedAndCirclesAreNot() {
    assertThat(Stream.of("crm/k0", "crm/k3", "crm/k8").map(result::account).distinct()).hasSize(1);
    assertThat(Stream.of("crm/x", "crm/y", "crm/z", "crm/w").map(result::account).distinct())
        .hasSize(4);
  }

  @Test
  void whatItsOwnSystemMergedFollows() {
    assertThat(result.account("support/m4")).isEqualTo(result.account("crm/m3"));
    assertThat(result.rule("support/m4")).isEqualTo("source_merge");
    assertThat(result.link("support/m4").getAs("known_from").toString()).startsWith("2024-01-04");
  }

  @Test
  void personMergesTwoCrmAccountsAndTakesItBack() {
    assertThat(result.account("crm/p2", 3)).isNotEqualTo(result.account("crm/p1", 3));
    assertThat(Stream.of("crm/p2", "billing/p2").map(key -> result.account(key, 4)))
        .containsOnly(result.account("crm/p1", 4));
    assertThat(result.link("crm/p2", 4).<String>getAs("evidence")).isEqualTo("ada: told");
    assertThat(Stream.of("crm/p2", "billing/p2").map(result::account))
        .containsOnly(result.account("crm/p2", 3));
  }

  @Test
  void personSplitsAKeyFromItsAccountAndOnlyThatKeyGoes() {
    assertThat(result.account("billing/p3", 2)).isEqualTo(result.account("crm/p3"));
    assertThat(result.account("billing/p3")).isNotEqualTo(result.account("crm/p3"));
    assertThat(result.account("support/p3")).isEqualTo(result.account("crm/p3"));
  }

  @Test
  void personSplitsWhatTheCrmMergedAndItsKeysGoWithIt() {
    assertThat(result.account("support/p5", 2)).isEqualTo(result.account("crm/p4"));
    assertThat(result.account("support/p5")).isEqualTo(result.account("crm/p5"));
    assertThat(result.account("crm/p5")).isNotEqualTo(result.account("crm/p4"));
  }

  @Test
  void whatWasMergedIntoASplitRecordGoesWithIt() {
    assertThat(result.account("crm/q1", 2)).isEqualTo(result.account("crm/q3", 2));
    assertThat(result.account("crm/q1")).isEqualTo(result.account("crm/q2"));
    assertThat(result.account("crm/q2")).isNotEqualTo(result.account("crm/q3"));
  }

  @Test
  void orderOfRowsChangesNothingAndNoJoinIsNested() {
    assertThat(NIGHT.shuffled(new Random(7)).asOf(9).text()).isEqualTo(result.text());
    assertThat(result.plan()).contains("Join").doesNotContain("NestedLoop", "CartesianProduct");
  }

  @Test
  void customersThatArePeopleLinkByTheirMailAddress() {
    Night people =
        new Night(Night.rules(Customers.PEOPLE, Linking.links(Fact.EMAIL, .999)))
            .crm("ann", 1, "email", "Ann@gmail.com", "name", "Ann Ames")
            .crm("bob", 1, "email", "home@gmail.com")
            .crm("cid", 1, "email", "home@gmail.com")
            .account("shop", "1", 2, "email", "ann@gmail.com")
            .account("shop", "2", 2, "email", "home@gmail.com")
            .contact("crm", "ann", "ann@gmail.com");
    Result result = people.asOf(9);
    assertThat(result.account("shop/1")).isEqualTo(result.account("crm/ann"));
    assertThat(result.evidence("shop/1")).isEqualTo("the same mail address");
    assertThat(result.rule("shop/2")).isEqualTo("own_account");
    assertThat(result.proposals("shop/2", "crm/bob")).hasSize(1);
    assertThat(result.accounts()).hasSize(4);
  }

  @Test
  void rulesSayWhatTheyLack() {
    assertThatThrownBy(() -> Linking.links(Fact.NAME, .97))
        .hasMessage(
            "rule name links with confidence 0.97; only what was measured at 0.999 or better links by itself, so leave links out and it proposes");
    assertThatThrownBy(() -> new Linking(Fact.KEPT_ID, .9, null, "support", null))
        .hasMessageContaining("rule kept_id needs both");
    assertThatThrownBy(
            () -> Night.rules(Customers.PEOPLE, new Linking(Fact.DOMAIN, .9, null, null, null)))
        .hasMessageContaining("customers are people");
    assertThat(List.of(Night.RULES.peopleSpeak(), Night.RULES.domainRule()))
        .containsExactly(true, 2);
  }
}
