package io.holdfast.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.table.TestSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceTryTest {
  private static final String DESK =
      """
      source: desk
      exports:
        people:
          files: desk/people*.csv
          ignored: our own people
          entities:
            - entity: contact
              when: "kind <> 'agent'"
              key: id
              event_time: changed
              columns: {account_key: company, name: full_name, email: mail, title: private_mail}
        deals:
          files: desk/deals.jsonl
          entities:
            - entity: opportunity
              key: id
              event_time: created
              columns: {account_key: company.id, amount: amount}
            - entity: opportunity_line
              each: lines
              key: concat(id, ':', item_no)
              columns: {product: item.sku}
        surveys:
          files: desk/surveys.csv
          entities:
            - {entity: survey_response, key: id}
      """;

  @TempDir Path folder;

  @BeforeAll
  static void session() {
    TestSpark.session();
  }

  private Path file(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private Terminal.Ended tries(Path mapping, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("source", "try", mapping.toString(), "--as-of", "2024-06-30"));
    arguments.addAll(List.of(more));
    return new Terminal(
            List.of("--landing", folder.toString(), "--conf", folder.resolve("none").toString()))
        .run(arguments.toArray(String[]::new));
  }

  @Test
  void showsWhatBecomesOfEachExportWithoutPersonalValues() throws IOException {
    Path mapping = file("desk.yaml", DESK);
    file(
        "desk/people.csv",
        """
        id,kind,company,full_name,mail,private_mail,changed,city
        1,user,a,Ann Lee,ann@a.com,ann@home.net,2024-01-01,Oslo
        2,user,a,Bo Ray,bo@a.com,,2024-01-02T10:00:00Z,Rome
        3,agent,,Our Own,own@us.com,,2024-01-03,
        4,user,b,Cy Orr,cy@b.com,,yesterday,Oslo
        5,user,b,Di Pat,di@b.com,,tomorrow,Oslo
        """);
    file(
        "desk/deals.jsonl",
        """
        {"id":1,"company":{"id":"a","name":"A"},"amount":"12.50","created":"2024-01-01","lines":[{"sku":"x","free":true}]}
        {"id":2,"company":{"id":"b","name":"B"},"amount":"1.200,00 EUR","created":"2024-01-02"}
        """);
    Terminal.Ended ended = tries(mapping);
    assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
    assertThat(ended.out())
        .isEqualTo(
            """
            desk.deals: 1 file, 2 records: 1 loaded, 1 rejected
              opportunity: 1 row
                source_key   1
                event_time   2024-01-01T00:00:00Z
                known_at     2024-01-01T00:00:00Z
                account_key  a
                amount       12.50
              opportunity_line: 1 row
                source_key  1:1
                event_time  2024-06-30T23:59:59.999999Z
                known_at    2024-06-30T23:59:59.999999Z
                product     x
              rejected: 1 for opportunity, column amount: '9.999,99 aaa' is not an amount of up to 16 digits (desk/deals.jsonl record 2)
              warning: opportunity has no stage: nobody sees how far it is
              warning: opportunity_line has no account_key (nor opportunity_key): it belongs to no account
              not mapped yet (kept in raw, as personal):
                company.name      one of 2 texts
                lines: item.free  true or false

            desk.people: 1 file, 5 records: 2 loaded, 2 rejected, 1 ignored (our own people)
              contact: 2 rows
                source_key   1                             2
                event_time   2024-01-01T00:00:00Z          2024-01-02T10:00:00Z
                known_at     2024-01-01T00:00:00Z          2024-01-02T10:00:00Z
                account_key  a                             a
                name         (personal)                    (personal)
                email        (personal)                    (personal)
                title        (personal)
              rejected: 2 for contact, column event_time: 'aaaaaaaaa' is not a time such as 2024-03-01T10:00:00Z (desk/people.csv record 4)
              personal: contact.title holds what looks like an e-mail address and is not kept as personal
              not mapped yet (kept in raw, as personal):
                city  one of 2 texts, in 4 of 5 records

            desk.surveys: no file desk/surveys.csv

            """);
    assertThat(folder.resolve("none")).doesNotExist();
    String json = tries(mapping, "--format", "json").out();
    assertThat(json.lines())
        .hasSize(3)
        .anyMatch(
            line ->
                line.contains(
                    "\"loaded\":2,\"quarantined\":2,\"ignored\":1,\"why\":\"our own people\""));
    assertThat(json).doesNotContain("Ann", "home.net", "Rome");
  }

  @Test
  void namesWordsThatAColumnDoesNotKnow() throws IOException {
    Path mapping = file("desk.yaml", DESK.replace("amount: amount}", "kind: amount}"));
    file(
        "desk/deals.jsonl",
        """
        {"id":1,"company":{"id":"a"},"amount":"upsell","created":"2024-01-01","lines":[]}
        {"id":2,"company":{"id":"a"},"amount":"renewal","created":"2024-01-01","lines":[]}
        """);
    assertThat(tries(mapping).out())
        .contains(
            "  words: opportunity.kind holds 'upsell' (1), none of new, renewal, expansion; translate with CASE");
  }

  @Test
  void wideFilesAndWordsForNothingAreShownShortly() throws IOException {
    Path mapping = file("desk.yaml", DESK);
    StringBuilder wide =
        new StringBuilder(
            "{\"id\":1,\"company\":{},\"amount\":\"NaN\",\"created\":\"2024-01-01\",\"lines\":[]");
    IntStream.range(0, 5_000).forEach(i -> wide.append(",\"c").append(i).append("\":").append(i));
    file("desk/deals.jsonl", wide + "}\n");
    Terminal.Ended ended = tries(mapping);
    assertThat(ended.out())
        .contains("amount: 'NaN' is not an amount", "    and 4,970 more; --format json has all\n");
    assertThat(ended.out().lines()).hasSizeLessThan(60);
  }

  @Test
  void saysThatAFileIsSeparatedOtherwise() throws IOException {
    Path mapping = file("desk.yaml", DESK);
    file("desk/surveys.csv", "id;score\n1;9\n");
    assertThat(tries(mapping).out())
        .contains(
            "held: file desk/surveys.csv: its header is one field with ';' in it; set delimiter: \";\" of desk.surveys, or deliver it with commas\n");
  }

  @Test
  void showsTheFormOnlyOfValuesThatAnExpressionFailsOn() throws IOException {
    Path mapping =
        file(
            "desk.yaml",
            """
            source: desk
            exports:
              seats:
                files: desk/seats.csv
                entities:
                  - {entity: subscription, key: id, columns: {seats: cast(n AS int) / m}}
            """);
    file("desk/seats.csv", "id,n,m\n1,Ann Lee,2\n2,Bo Ray,3\n");
    assertThat(tries(mapping).out())
        .contains(
            "rejected: 2 for subscription, column seats: 'cast(n AS int) / m' cannot be computed"
                + " with n: 'aaa aaa', m: '9' (desk/seats.csv record 1)\n");
  }

  @Test
  void readsTheFirstThousandRecordsOnly() throws IOException {
    Path mapping = file("desk.yaml", DESK);
    StringBuilder rows = new StringBuilder("id\n");
    IntStream.rangeClosed(1, 1_500).forEach(i -> rows.append(i).append('\n'));
    file("desk/surveys.csv", rows.toString());
    assertThat(tries(mapping).out())
        .contains("desk.surveys: 1 file, the first 1,000 records: 1,000 loaded, 0 rejected\n")
        .contains("source_key  1                             2                             3\n");
  }

  @Test
  void saysWhyANightWouldHoldAnExport() throws IOException {
    Path mapping = file("desk.yaml", DESK);
    file("desk/surveys.csv", "Id,score\n1,9\n");
    Terminal.Ended ended = tries(mapping);
    assertThat(ended.code()).isEqualTo(ExitCode.HELD);
    assertThat(ended.out())
        .contains("field 'id' that survey_response.source_key needs is missing; nearest is 'Id'");
  }

  @Test
  void saysWhatIsWrongWithAMappingOrItsPlace() throws IOException {
    Terminal.Ended wrong = tries(file("desk.yaml", DESK.replace("account_key", "acount_key")));
    assertThat(wrong.code()).isEqualTo(ExitCode.INVALID);
    assertThat(wrong.err()).contains("desk.yaml:", "did you mean 'account_key'?");
    Terminal.Ended nowhere = tries(file("desk.yaml", DESK));
    assertThat(nowhere.code()).isEqualTo(ExitCode.INVALID);
    assertThat(nowhere.err()).contains("No file of any export lies in", "--landing");
  }

  @Test
  void takesTheDraftOfNestedRecordsAsItStands() throws IOException {
    file(
        "shop/invoices/2024-06-30.jsonl",
        """
        {"id":"i1","customer":"c1","total":1200,"currency":"eur","created":1700000000,"lines":{"data":[{"amount":700,"quantity":1,"description":"a"},{"amount":500,"quantity":2,"description":"b"}]}}
        {"id":"i2","customer":"c2","total":900,"currency":"eur","created":1700000100}
        """);
    Terminal.Ended drafted =
        new Terminal(List.of()).run("source", "suggest", folder.resolve("shop").toString());
    Path mapping = file("shop.yaml", drafted.out());
    Terminal.Ended ended =
        new Terminal(List.of())
            .run(
                "source",
                "try",
                mapping.toString(),
                "--landing",
                folder.resolve("shop").toString());
    assertThat(ended.out() + ended.err())
        .contains("shop.invoices: 1 file, 2 records: 2 loaded, 0 rejected\n")
        .contains("  invoice_line: 2 rows\n    source_key   i1:1 ")
        .contains("    amount       7.00 ")
        .contains("    event_time   2023-11-14T22:13:20Z ");
  }

  @Test
  void whatRowsNeedToBeOfUseAndDoNotSayIsWarnedOf() throws IOException {
    file("landing/shop/accounts.csv", "id,name\n1,A\n2,B\n3,C\n");
    file("landing/shop/subs.csv", "no,customer,price\n1,a@a.com,\n2,b@b.com,\n3,c@c.com,\n");
    Path mapping =
        file(
            "shop.yaml",
            """
            source: shop
            exports:
              accounts:
                files: shop/accounts.csv
                entities: [{entity: source_account, key: id, columns: {name: name}}]
              subs:
                files: shop/subs.csv
                entities:
                  - {entity: subscription, key: no, columns: {account_key: customer, mrr: price}}
            """);
    assertThat(
            new Terminal(List.of("--conf", folder.toString()))
                .run("source", "try", mapping.toString(), "--landing", folder + "/landing")
                .out())
        .contains(
            "warning: subscription has no mrr (nor subscription_item.mrr,"
                + " subscription_item.plan_key): its recurring revenue is unknown")
        .contains(
            "warning: none of 3 values of subscription.account_key is the key of a source_account here");
  }
}
