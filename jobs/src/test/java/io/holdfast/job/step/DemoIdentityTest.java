package io.holdfast.job.step;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.conform.Mapping;
import io.holdfast.identity.IdentityRules;
import io.holdfast.identity.match.MatchRules;
import io.holdfast.job.config.Problems;
import io.holdfast.job.config.Yaml;
import io.holdfast.job.demo.Demo;
import io.holdfast.job.demo.DemoSettings;
import io.holdfast.job.demo.Written;
import io.holdfast.job.lake.Lake;
import io.holdfast.table.AccountLink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo company with all its mess, as the shipped mappings and rules see it. */
class DemoIdentityTest {
  private static final Set<String> EXPORTS =
      Set.of("account", "contact", "organizations", "users", "customers", "group", "identify");
  private static final int ACCOUNTS = Integer.getInteger("holdfast.demo.accounts", 300);

  @TempDir Path folder;

  @Test
  void comesOutWithItsTrueAccounts() throws IOException {
    DemoSettings whole = DemoSettings.defaults();
    DemoSettings settings =
        ACCOUNTS < whole.accounts() ? whole.withAccounts(ACCOUNTS).withEvents(40_000) : whole;
    Written written = Demo.write(folder.resolve("landing"), folder.resolve("truth"), settings);
    String day = settings.to().toString();
    Map<String, String> accounts;
    Map<String, String> rules;
    try (LandingNight night = new LandingNight(folder, written.landing())) {
      Lake lake = night.derived(day);
      StepContext context = night.context(day, lake);
      new LandStep(mappings(), List.of()).run(context);
      long start = System.nanoTime();
      Map<String, Long> rows = identity().run(context).rows();
      System.out.printf(
          "identity of the demo company: %s in %d ms%n",
          rows, (System.nanoTime() - start) / 1_000_000);
      List<Row> links =
          lake.read(AccountLink.TABLE)
              .where("valid_to is null and known_to is null")
              .collectAsList();
      accounts = links.stream().collect(toMap(DemoIdentityTest::key, r -> r.getString(2)));
      rules = links.stream().collect(toMap(DemoIdentityTest::key, r -> r.getString(3)));
    }
    Map<String, String> truth = truth(written.truthLinks());
    Measured measured = measure(accounts, truth);
    System.out.println("of " + ACCOUNTS + " accounts: " + measured);
    List<String> alone = alone(accounts, truth);
    assertThat(measured.precision()).isGreaterThanOrEqualTo(.999);
    assertThat(measured.recall()).as("not linked: %s", alone).isGreaterThanOrEqualTo(.995);
    assertThat(rules.values()).contains("crm_id", "domain", "crm_merge", "crm_account");
  }

  /**
   * How far links agree with the truth, counted over all pairs of records of one customer.
   *
   * @param linked pairs that are linked
   * @param right of these, pairs that truly are one customer
   * @param truly pairs that truly are one customer
   */
  private record Measured(long linked, long right, long truly) {
    double precision() {
      return (double) right / linked;
    }

    double recall() {
      return (double) right / truly;
    }

    @Override
    public String toString() {
      return "%d pairs truly, %d linked, %d of them rightly: precision %.5f, recall %.5f"
          .formatted(truly, linked, right, precision(), recall());
    }
  }

  private static Measured measure(Map<String, String> accounts, Map<String, String> truth) {
    assertThat(accounts.keySet()).containsExactlyInAnyOrderElementsOf(truth.keySet());
    Map<String, Long> both = new HashMap<>();
    Map<String, Long> linked = new HashMap<>();
    Map<String, Long> truly = new HashMap<>();
    accounts.forEach(
        (key, account) -> {
          both.merge(account + " " + truth.get(key), 1L, Long::sum);
          linked.merge(account, 1L, Long::sum);
          truly.merge(truth.get(key), 1L, Long::sum);
        });
    return new Measured(pairs(linked), pairs(both), pairs(truly));
  }

  /** Keys that do not have the account of their CRM record. */
  private static List<String> alone(Map<String, String> accounts, Map<String, String> truth) {
    return truth.entrySet().stream()
        .filter(
            key -> !accounts.get(key.getKey()).equals(accounts.get("salesforce," + key.getValue())))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  private static long pairs(Map<String, Long> sizes) {
    return sizes.values().stream().mapToLong(n -> n * (n - 1) / 2).sum();
  }

  private static String key(Row link) {
    return link.getString(0) + "," + link.getString(1);
  }

  private static Map<String, String> truth(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .skip(1)
          .map(line -> List.of(line.split(",", -1)))
          .collect(toMap(cells -> cells.get(0) + "," + cells.get(1), cells -> cells.get(2)));
    }
  }

  private static IdentityStep identity() {
    List<MatchRules> fuzzy =
        Boolean.getBoolean("holdfast.demo.fuzzy")
            ? List.of(read(Path.of("../conf/matching/company.yaml"), MatchRules.class))
            : List.of();
    return new IdentityStep(
        read(Path.of("../conf/identity.yaml"), IdentityRules.class), fuzzy, "salesforce");
  }

  private static List<Mapping> mappings() {
    return Stream.of("salesforce", "zendesk", "stripe", "segment")
        .map(name -> read(Path.of("../conf/sources/" + name + ".yaml"), Mapping.class))
        .map(DemoIdentityTest::ofIdentity)
        .toList();
  }

  private static Mapping ofIdentity(Mapping mapping) {
    return new Mapping(
        mapping.source(),
        mapping.timezone(),
        mapping.macros(),
        mapping.exports().entrySet().stream()
            .filter(export -> EXPORTS.contains(export.getKey()))
            .collect(toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  private static <T> T read(Path file, Class<T> type) {
    Problems problems = new Problems();
    T read = new Yaml(problems, name -> null).read(file, type);
    problems.throwIfAny();
    return read;
  }
}
