package io.holdfast.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.table.TestSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    Terminal terminal =
        new Terminal(
            List.of(
                "--landing",
                folder.toString(),
                "--conf",
                folder.toString(),
                "--as-of",
                "2024-06-30"));
    String[] arguments = new String[3 + more.length];
    System.arraycopy(new String[] {"source", "try", mapping.toString()}, 0, arguments, 0, 3);
    System.arraycopy(more, 0, arguments, 3, more.length);
    return terminal.run(arguments);
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
        {"id":1,"company":{"id":"a","name":"A"},"amount":"12.50","created":"2024-01-01","lines":[{"sku":1}]}
        {"id":2,"company":{"id":"b","name":"B"},"amount":"1.200,00 EUR","created":"2024-01-02"}
        """);
    Terminal.Ended ended = tries(mapping);
    System.out.println(ended.out() + ended.err());
    assertThat(ended.code()).isZero();
  }
}
