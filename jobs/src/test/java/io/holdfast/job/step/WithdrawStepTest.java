package io.holdfast.job.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.job.control.WithdrawnFile;
import io.holdfast.job.lake.Lake;
import io.holdfast.table.Catalogue;
import io.holdfast.table.CellMetric;
import io.holdfast.table.Entity;
import io.holdfast.table.LoadProfile;
import io.holdfast.table.MessageSentiment;
import io.holdfast.table.Quarantine;
import io.holdfast.table.RawRecord;
import io.holdfast.table.SourceAccount;
import io.holdfast.table.Subscription;
import io.holdfast.table.Table;
import io.holdfast.table.Ticket;
import io.holdfast.table.TicketMessage;
import io.holdfast.table.UsageDaily;
import io.holdfast.table.UsageEvent;
import io.holdfast.table.Withdrawal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A lake from which files were taken back is as one that never had them. */
class WithdrawStepTest {
  private static final String FIRST = "2024-01-02";
  private static final String SECOND = "2024-01-03";
  private static final String THIRD = "2024-01-04";
  private static final String FOURTH = "2024-01-05";
  private static final String MAPPING =
      """
      source: desk
      exports:
        tickets:
          files: tickets/*
          entities:
            - entity: ticket
              key: id
              event_time: opened
              columns: {status: status}
            - entity: ticket_message
              when: text is not null
              key: concat(id, '-1')
              event_time: opened
              columns: {ticket_key: id, body: text}
        contracts:
          files: contracts/*
          entities:
            - entity: subscription
              key: id
              event_time: from
              columns: {account_key: account, mrr: mrr, status: "'active'"}
        events:
          files: events/*
          entities:
            - entity: usage_event
              key: id
              event_time: at
              columns: {event: name, account_key: account, user_key: user}
      """;
  private static final List<Table> TABLES =
      List.of(
          RawRecord.of("desk", "tickets"),
          RawRecord.of("desk", "contracts"),
          RawRecord.of("desk", "events"),
          SourceAccount.TABLE,
          Subscription.TABLE,
          Ticket.TABLE,
          TicketMessage.TABLE,
          MessageSentiment.TABLE,
          UsageEvent.TABLE,
          UsageDaily.TABLE,
          Quarantine.TABLE,
          LoadProfile.TABLE);

  /**
   * It dies again and again, so many points later each time; -Dholdfast.kills=5 takes some minutes.
   */
  private static final int EVERY = Integer.getInteger("holdfast.kills", 17);

  private final UsageStep usage =
      new UsageStep(
          new Catalogue(
              Map.of(
                  "all",
                  new CellMetric(null, null),
                  "logins",
                  new CellMetric("event = 'login'", null)),
              Map.of()));

  @TempDir Path folder;

  @Test
  void withdrawnFilesLeaveTheTablesOfALakeThatNeverHadThem() {
    try (LandingNight clean = night("clean");
        LandingNight wrong = night("wrong")) {
      nights(clean, false);
      nights(wrong, true);
      assertThat(rows(wrong)).isNotEqualTo(rows(clean));

      for (String file : List.of("contracts/wrong.csv", "tickets/wrong.csv")) {
        withdraw(wrong, file, wrong.lake(THIRD));
      }
      withdraw(wrong, batch(wrong, "events/wrong.jsonl"), wrong.lake(THIRD));

      same(wrong, clean);
      assertThat(wrong.control().files().fates()).isEqualTo(clean.control().files().fates());
      assertThat(wrong.control().files().fields("desk", "contracts"))
          .isEqualTo(clean.control().files().fields("desk", "contracts"));
      assertThat(wrong.lines(Withdrawal.TABLE, "file", "records", "withdrawn_on", "because"))
          .containsExactly(
              "contracts/wrong.csv 2 2024-01-04 prices in cents",
              "events/wrong.jsonl 3 2024-01-04 prices in cents",
              "tickets/wrong.csv 2 2024-01-04 prices in cents");
    }
  }

  @Test
  void withdrawalKilledAgainAndAgainEndsAsOneThatWasNot() {
    try (LandingNight clean = night("clean");
        LandingNight killed = night("killed")) {
      nights(clean, false);
      nights(killed, true);
      String events = batch(killed, "events/wrong.jsonl");
      int deaths = 0;
      for (String of : List.of("contracts/wrong.csv", "tickets/wrong.csv", events)) {
        boolean dead = true;
        for (int point = EVERY / 2 + 1; dead; point += EVERY) {
          DyingLake lake = new DyingLake(killed.lake(THIRD), point, () -> killed.control().close());
          try {
            withdraw(killed, of, lake);
            dead = false;
          } catch (RuntimeException e) {
            assertThat(lake.isDead()).as(e.toString()).isTrue();
            killed.restart();
            deaths++;
          }
        }
      }
      assertThat(deaths).isGreaterThan(3);
      same(killed, clean);
      assertThat(killed.lines(Withdrawal.TABLE, "file")).hasSize(3);
    }
  }

  @Test
  void halfWithdrawnFileHoldsTheNextNightUntilTheCommandIsSaidAgain() {
    try (LandingNight night = night("half")) {
      nights(night, true);
      night.control().withdrawals().begin(files(night, "contracts/wrong.csv"));
      assertThatThrownBy(() -> night.land(FOURTH, MAPPING))
          .isInstanceOf(HeldException.class)
          .hasMessage(
              "The withdrawal of contracts/wrong.csv is unfinished; run \"holdfast withdraw"
                  + " 'contracts/wrong.csv' --because 'prices in cents'\" again, then the night");
    }
  }

  @Test
  void withdrawnFileIsLoadedAgainOnlyOnceItsContentChanged() throws IOException {
    try (LandingNight night = night("again")) {
      night.file("tickets/a.csv", ticket("1,2024-01-01,opem,")).land(FIRST, MAPPING);
      withdraw(night, "tickets/a.csv", night.lake(FIRST));
      assertThat(night.land(SECOND, MAPPING).note()).startsWith("nothing new");
      touch(night, "tickets/a.csv", 5);
      assertThat(night.land(SECOND, MAPPING).note()).startsWith("nothing new");

      // The same size, on the same as-of day: the load of the wrong file does not stand in its way.
      night.file("tickets/a.csv", ticket("1,2024-01-01,open,"));
      touch(night, "tickets/a.csv", 10);
      night.land(FIRST, MAPPING);
      assertThat(night.lines(Ticket.TABLE, "source_key", "status")).containsExactly("1 open");
      assertThat(night.lines(RawRecord.of("desk", "tickets"), "file")).hasSize(1);
    }
  }

  @Test
  void whatWasWithdrawnSurvivesALostControlDatabase() throws IOException {
    try (LandingNight night = night("lost")) {
      nights(night, true);
      for (String file :
          List.of("contracts/wrong.csv", "tickets/wrong.csv", "events/wrong.jsonl")) {
        withdraw(night, file, night.lake(THIRD));
      }
      Map<String, List<String>> before = rows(night);
      lose(night, "lost");
      night.land(FOURTH, MAPPING);
      assertThat(rows(night)).isEqualTo(before);
      assertThat(night.control().withdrawals().all())
          .extracting(WithdrawnFile::path, WithdrawnFile::state, WithdrawnFile::because)
          .allSatisfy(
              file ->
                  assertThat(file.toList())
                      .contains(WithdrawnFile.State.REBUILT, "prices in cents"))
          .hasSize(3);
    }
  }

  @Test
  void changeInPlaceIsFoundAtTheSameSizeAndToldWithItsRemedy() throws IOException {
    try (LandingNight night = night("changed")) {
      night.file("tickets/a.csv", ticket("1,2024-01-01,opem,")).land(FIRST, MAPPING);
      touch(night, "tickets/a.csv", 5);
      assertThat(night.land(SECOND, MAPPING).note()).startsWith("nothing new");
      assertThat(night.control().contents().changed()).isEmpty();

      night.file("tickets/a.csv", ticket("1,2024-01-01,open,"));
      touch(night, "tickets/a.csv", 10);
      assertThat(night.land(SECOND, MAPPING).note().lines())
          .contains(
              "file tickets/a.csv of desk.tickets changed its content, not its size, since it was"
                  + " loaded; 'holdfast withdraw tickets/a.csv --because …' takes back what was"
                  + " loaded, and the next night loads what it holds now");
      assertThat(night.control().contents().changed())
          .isEqualTo(Map.of("tickets/a.csv", LocalDate.parse(SECOND)));
      assertThat(night.lines(Ticket.TABLE, "status")).containsExactly("opem");

      withdraw(night, "tickets/a.csv", night.lake(SECOND));
      night.land(THIRD, MAPPING);
      assertThat(night.lines(Ticket.TABLE, "status")).containsExactly("open");
      assertThat(night.control().contents().changed()).isEmpty();
    }
  }

  @Test
  void correctedMappingIsToldEachNightUntilItsFilesAreReadAgainByIt() throws IOException {
    String corrected =
        MAPPING.replace("columns: {status: status}", "columns: {status: upper(status)}");
    try (LandingNight night = night("corrected");
        LandingNight once = night("once")) {
      night
          .file("tickets/a.csv", ticket("1,2024-01-01,open,I hate this"))
          .file("contracts/a.csv", contract("a,1,2024-01-01,500"))
          .land(FIRST, MAPPING);
      night
          .file("tickets/b.csv", ticket("1,2024-01-02,shut,", "2,2024-01-02,open,"))
          .land(SECOND, MAPPING);
      String told =
          "the mapping of desk.tickets changed after 2 of its files were loaded; they stay as they"
              + " were read: 'holdfast withdraw desk.tickets --again --because …' has the next"
              + " night read them again";
      assertThat(night.land(THIRD, MAPPING).note()).doesNotContain("the mapping of");
      assertThat(night.land(THIRD, corrected).note()).startsWith("nothing new; ").contains(told);
      night.file("tickets/c.csv", ticket("3,2024-01-03,open,"));
      assertThat(night.land(THIRD, corrected).note()).contains(told);
      assertThat(night.lines(Ticket.TABLE, "source_key", "status"))
          .containsExactly("1 open", "1 shut", "2 open", "3 OPEN");

      withdrawAgain(night, "desk.tickets");
      assertThat(night.lines(Ticket.TABLE, "*")).isEmpty();
      lose(night, "corrected");
      assertThat(night.land(FOURTH, corrected).note()).doesNotContain("the mapping of");
      for (String file : List.of("tickets/a.csv", "tickets/b.csv", "tickets/c.csv")) {
        once.file(file, night.text(file));
      }
      once.land(FOURTH, corrected);
      assertThat(lines(night, Ticket.TABLE, withoutBatch(Ticket.TABLE)))
          .hasSize(4)
          .isEqualTo(lines(once, Ticket.TABLE, withoutBatch(Ticket.TABLE)));
      assertThat(night.lines(RawRecord.of("desk", "tickets"), "file")).hasSize(4);
      assertThat(night.land(FOURTH, corrected).note()).startsWith("nothing new");
    }
  }

  @Test
  void whatWasLoadedAgainAndIsTakenBackForGoodStaysOutUntilItIsDecidedOtherwise()
      throws IOException {
    try (LandingNight night = night("decided")) {
      night
          .file("tickets/a.csv", ticket("1,2024-01-01,open,"))
          .file("tickets/b.csv", ticket("2,2024-01-01,open,"))
          .land(FIRST, MAPPING);
      withdrawAgain(night, "desk.tickets");
      night.land(FIRST, MAPPING);
      assertThat(night.lines(Ticket.TABLE, "source_key")).containsExactly("1", "2");
      withdraw(night, "tickets/a.csv", night.lake(THIRD));
      assertThat(night.land(SECOND, MAPPING).note()).startsWith("nothing new");
      assertThat(night.lines(Ticket.TABLE, "source_key")).containsExactly("2");

      List<WithdrawnFile> stayOut =
          night.control().withdrawals().all().stream().filter(file -> !file.again()).toList();
      assertThat(stayOut).extracting(WithdrawnFile::path).containsExactly("tickets/a.csv");
      new DecideAgainStep(stayOut.stream().map(file -> file.withAgain(true)).toList())
          .run(night.context(SECOND, night.lake(SECOND)));
      assertThat(night.lines(Withdrawal.TABLE, "file", "again"))
          .containsExactly("tickets/a.csv true", "tickets/a.csv true", "tickets/b.csv true");
      lose(night, "decided");
      night.land(SECOND, MAPPING);
      assertThat(night.lines(Ticket.TABLE, "source_key")).containsExactly("1", "2");
    }
  }

  private void lose(LandingNight night, String name) throws IOException {
    night.control().close();
    for (String suffix : List.of("", "-wal", "-shm")) {
      Files.deleteIfExists(folder.resolve(name + "/control.db" + suffix));
    }
    night.restart();
  }

  private static void touch(LandingNight night, String file, int seconds) throws IOException {
    Path path = night.landing().resolve(file);
    long now = Files.getLastModifiedTime(path).toMillis();
    Files.setLastModifiedTime(path, FileTime.fromMillis(now + 1_000L * seconds));
  }

  private void nights(LandingNight night, boolean wrong) {
    night
        .file("tickets/1.csv", ticket("1,2024-01-01,open,I hate this", "2,never,open,"))
        .file("contracts/1.csv", contract("a,1,2024-01-01,500", "b,1,2024-01-01,500"))
        .file("events/1.jsonl", event("e1", "A") + event("e2", "A"));
    run(night, FIRST);
    if (wrong) {
      night
          .file("tickets/wrong.csv", ticket("1,2024-01-01,shut,Great", "9,never,open,"))
          .file(
              "contracts/wrong.csv",
              "id,account,from,mrr,note\na,1,2024-01-01,50000,x\nb,1,2024-01-01,70000,y\n")
          .file("events/wrong.jsonl", event("e1", "B") + event("e3", "B") + event("e9", "B"));
    }
    night.file("tickets/2.csv", ticket("3,2024-01-02,open,Thank you"));
    run(night, SECOND);
    night
        .file("tickets/3.csv", ticket("1,2024-01-01,open,I hate this"))
        .file("contracts/3.csv", contract("a,1,2024-01-01,500", "b,1,2024-01-01,700"))
        .file("events/3.jsonl", event("e3", "A") + event("e4", "A"));
    run(night, THIRD);
  }

  private void run(LandingNight night, String day) {
    night.land(day, MAPPING);
    StepContext context = night.context(day, night.lake(day));
    usage.run(context);
    new SentimentStep().run(context);
  }

  private void withdraw(LandingNight night, String fileOrBatch, Lake lake) {
    withdraw(night, files(night, fileOrBatch), lake);
  }

  private void withdrawAgain(LandingNight night, String name) {
    List<WithdrawnFile> files =
        files(night, name).stream().map(file -> file.withAgain(true)).toList();
    withdraw(night, files, night.lake(THIRD));
  }

  private void withdraw(LandingNight night, List<WithdrawnFile> files, Lake lake) {
    if (!files.isEmpty()) {
      new WithdrawStep(files, null, usage, night.mapping(MAPPING).named())
          .run(night.context(THIRD, lake));
      night.control().withdrawals().rebuilt(files);
    }
  }

  private static List<WithdrawnFile> files(LandingNight night, String fileOrBatch) {
    return night.control().withdrawals().loaded(fileOrBatch).stream()
        .map(file -> file.because(LocalDate.parse(THIRD), "prices in cents", false))
        .toList();
  }

  private static String batch(LandingNight night, String file) {
    return night.control().files().loaded("desk", "events").get(file);
  }

  private LandingNight night(String name) {
    Path own = folder.resolve(name);
    return new LandingNight(own, own.resolve("landing"));
  }

  private static String ticket(String... lines) {
    return "id,opened,status,text\n" + String.join("\n", lines) + "\n";
  }

  private static String contract(String... lines) {
    return "id,account,from,mrr\n" + String.join("\n", lines) + "\n";
  }

  private static String event(String id, String account) {
    return "{\"id\":\"%s\",\"at\":\"2024-01-01T10:00:00Z\",\"name\":\"login\",\"account\":\"%s\",\"user\":\"u\"}\n"
        .formatted(id, account);
  }

  private static void same(LandingNight found, LandingNight clean) {
    Map<String, List<String>> rows = rows(clean);
    rows(found).forEach((table, lines) -> assertThat(lines).as(table).isEqualTo(rows.get(table)));
  }

  private static Map<String, List<String>> rows(LandingNight night) {
    Map<String, List<String>> rows = new TreeMap<>();
    for (Table table : TABLES) {
      rows.put(table.name(), lines(night, table, withoutBatch(table)));
    }
    return rows;
  }

  private static String[] withoutBatch(Table table) {
    return table.columnNames().stream()
        .filter(name -> !name.equals(Entity.BATCH))
        .toArray(String[]::new);
  }

  /** Cells lie side by side or apart as loads came; what counts is what each says. */
  private static List<String> lines(LandingNight night, Table table, String... columns) {
    return table.equals(UsageDaily.TABLE)
        ? night.lines(
            UsageDaily.TABLE,
            "concat_ws(' ', source, account_key, user_key, metric, n, event_days, known_days, counts, user_numbers, users)")
        : night.lines(table, columns);
  }
}
