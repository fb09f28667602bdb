package io.holdfast.job.publish.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.job.control.PublishReceipt;
import io.holdfast.job.publish.CrmConfig;
import io.holdfast.job.publish.UnreachableException;
import io.holdfast.job.publish.Update;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileTargetTest {
  @TempDir Path folder;

  @Test
  void writesOneFileInOrderOfTheIds() throws Exception {
    target(null)
        .send("2024-12-31", List.of(update("b", "20", "x, \"y\""), update("a", "10", null)));

    assertThat(Files.readString(folder.resolve("Account_2024-12-31_001.csv")))
        .isEqualTo("Id,Risk__c,Why__c\r\na,10,\r\nb,20,\"x, \"\"y\"\"\"\r\n");
  }

  @Test
  void sendingAgainLeavesTheFileAloneAndOtherValuesGetTheNextNumber() throws Exception {
    target(null).send("r", List.of(update("a", "10", "x")));
    target(null).send("r", List.of(update("a", "10", "x")));
    assertThat(files()).containsExactly("Account_r_001.csv");

    target(null).send("r", List.of(update("a", "11", "x")));
    target(null).send("r", List.of(update("a", "10", "x")));
    assertThat(files())
        .containsExactly("Account_r_001.csv", "Account_r_002.csv", "Account_r_003.csv");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1",
        "+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        " =1",
        "＝1",
        "\n@x"
      })
  void aFormulaIsLedByAnApostrophe(String text) throws Exception {
    target(null).send("r", List.of(update("a", "10", text)));

    assertThat(Files.readString(folder.resolve("Account_r_001.csv"))).contains("'" + text);
  }

  @ParameterizedTest
  @CsvSource({"-5", "-5.25", "10", "fell 20% - see usage"})
  void numbersAndOrdinaryTextAreLeftAlone(String text) throws Exception {
    target(null).send("r", List.of(update("a", "10", text)));

    assertThat(Files.readString(folder.resolve("Account_r_001.csv")))
        .endsWith("a,10," + text + "\r\n");
  }

  @Test
  void aRecordIdThatIsAFormulaIsRejected() throws Exception {
    assertThat(target(null).send("r", List.of(update("=a", "10", "x"))))
        .containsExactly(PublishReceipt.rejected("=a", "record id would run as a formula"));
    assertThat(files()).isEmpty();
  }

  @Test
  void aClearedFieldSaysSoWhereTheLoaderWantsIt() throws Exception {
    target("#N/A").send("r", List.of(update("a", null, "x")));

    assertThat(Files.readString(folder.resolve("Account_r_001.csv"))).endsWith("a,#N/A,x\r\n");
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws Exception {
    Files.writeString(folder.resolve("taken"), "");
    FileTarget target = new FileTarget("loader", config("taken/crm", null), folder);

    assertThatThrownBy(target::check)
        .isInstanceOf(UnreachableException.class)
        .hasMessageContaining("CRM target loader: folder " + folder.resolve("taken/crm"))
        .hasMessageContaining("conf/crm/loader.yaml");
  }

  @Test
  void folderOutsideOfTheOutputFolderIsRefused() {
    for (String outside : List.of("../crm", "a/../../crm", "/tmp/crm")) {
      assertThatThrownBy(() -> config(outside, null))
          .hasMessage("folder %s leaves the output folder; name one below it", outside);
    }
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  private FileTarget target(String clear) {
    return new FileTarget("loader", config(".", clear), folder);
  }

  private static CrmConfig config(String folder, String clear) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("Risk__c", "churn.percent");
    fields.put("Why__c", "churn.reason_1");
    return new CrmConfig("file", folder, clear, null, null, null, "Account", "Id", fields);
  }

  private static Update update(String id, String... values) {
    Map<String, String> fields = new LinkedHashMap<>();
    List<String> all = Arrays.asList(values);
    fields.put("Risk__c", all.get(0));
    fields.put("Why__c", all.get(1));
    return new Update(id, fields);
  }
}
