package io.holdfast.job.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnreadTest {
  private static final String CRM =
      """
      source: crm
      exports:
        tickets:
          files: tickets/*.csv
          entities:
            - {entity: ticket, key: id, event_time: opened, columns: {status: status}}
        accounts:
          files: accounts/*.csv
          entities:
            - {entity: source_account, key: id, columns: {name: name}}
      """;

  @TempDir Path folder;
  private LandingNight night;

  @BeforeEach
  void open() {
    night = LandingNight.in(folder);
  }

  @AfterEach
  void close() {
    night.close();
  }

  @Test
  void filesThatNoExportTakesAndExportsWithoutFilesAreSaid() {
    night
        .file("tickets/a.csv", "id,opened,status\n1,2024-01-01,open\n")
        .file("Accounts/a.csv", "id,name\nA,Acme\n")
        .file("b.txt", "b")
        .file("c.txt", "c")
        .file("d.txt", "d")
        .file("tickets/.hidden", "");
    assertThat(night.land("2024-01-02", CRM).note())
        .startsWith(
            "1 file: 1 landed, 1 loaded, 0 quarantined; 4 files of landing match no export and are"
                + " not read: Accounts/a.csv (crm.accounts takes accounts/*.csv), b.txt, c.txt and 1"
                + " more; correct files in sources/ or move them away; no file has come of"
                + " crm.accounts\n");
  }

  @Test
  void anExportWhoseFilesWereLoadedAndThenRemovedHasHadFiles() throws java.io.IOException {
    night
        .file("tickets/a.csv", "id,opened,status\n1,2024-01-01,open\n")
        .file("accounts/a.csv", "id,name\nA,Acme\n");
    night.land("2024-01-02", CRM);
    java.nio.file.Files.delete(night.landing().resolve("accounts/a.csv"));
    assertThat(night.land("2024-01-03", CRM).note()).isEqualTo("nothing new");
  }

  @Test
  void aFirstNightWithNothingLandedIsHeldAndSaysWhatLiesThereInstead() {
    night.file("Accounts/a.csv", "id,name\nA,Acme\n");
    assertThatThrownBy(() -> night.land("2024-01-02", CRM))
        .isInstanceOf(HeldException.class)
        .hasMessageContaining("Nothing has landed yet: landing folder ")
        .hasMessageContaining("Accounts/a.csv (crm.accounts takes accounts/*.csv)")
        .hasMessageEndingWith(
            "Deliver the exports there, or correct landing in holdfast.yaml, and run it again.");
  }
}
