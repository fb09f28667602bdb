package io.holdfast.job.landing;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.conform.Format;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileRowsTest {
  private static final Expected ID =
      new Expected(
          "shop.people",
          List.of(new Expected.Needed("id", List.of(List.of("id")), "contact.source_key")),
          Set.of());

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.csv|%PDF-1.7|is a PDF; export it as CSV",
        "a.csv|<!DOCTYPE html><html>|is a web page (HTML); mostly a login",
        "a.jsonl|<html><body>|is a web page (HTML); mostly a login",
        "a.csv|<?xml version='1.0'?><Error/>|is XML, which may be an error of the server",
        "a.csv|{\"error\":\"no\"}|is JSON; name it so, or set format: json or jsonl",
        "a.csv|PAR1\u0015\u0004x|is a Parquet file; name it so, or set format: parquet",
        "a.csv|BZh91AY&SY|is packed with bzip2; unpack it, or pack it as .gz or .zst",
        "a.csv|\u00D0\u00CF\u0011\u00E0\u00A1\u00B1|is a spreadsheet file of the old form (.xls)",
        "a.csv.gz|id,name|is not packed as its name says",
        "a.csv.bz2|BZh91AY&SY|is packed with bzip2",
        "a.data|id,name|does not end with its format; set format of shop.people",
        "a.parquet|id,name|it is no Parquet file, or it ends too early",
        "a.json|[{\"id\":Ann}]|cannot be read after record 0: a word that JSON does not have;"
      })
  void fileThatIsSomethingElseIsNamedWithTheRemedy(String name, String text, String why)
      throws IOException {
    assertThat(read(name, text.getBytes(StandardCharsets.ISO_8859_1)))
        .singleElement()
        .asString()
        .startsWith("! file " + name + " ")
        .contains(why);
  }

  @ParameterizedTest
  @CsvSource({
    "xl/worksheets/sheet1.xml,a spreadsheet file; save it as CSV",
    "[Content_Types].xml,a spreadsheet file; save it as CSV",
    "word/document.xml,an Office document; save it as CSV",
    "password/a.csv,a zip archive; unpack it and deliver the files in it"
  })
  void zipIsNamedByWhatIsInIt(String entry, String what) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write("id\n1\n".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(read("a.csv", bytes.toByteArray())).containsExactly("! file a.csv is " + what);
    assertThat(read("a.csv.gz", packed(bytes.toByteArray())))
        .containsExactly("! file a.csv.gz is " + what);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ORC,id\n1,2\n", "<DATE>,id\n1,2\n", "[No],id\n1,2\n", "PAR1,id\n1,2\n"})
  void headerThatOnlyBeginsLikeAnotherKindIsRead(String text) throws IOException {
    assertThat(read("a.csv", text)).singleElement().asString().contains("\"id\":\"2\"");
  }

  @Test
  void headerThatIsNoTextIsNoNearestName() throws IOException {
    assertThat(read("a.csv", "id,name\n1,a\n".getBytes(StandardCharsets.UTF_16LE)))
        .singleElement()
        .asString()
        .contains("the header holds NUL bytes, declare charset: utf-16");
    assertThat(read("a.csv", "\u0001\u0002x,y\n1,a\n"))
        .singleElement()
        .asString()
        .contains("the header holds bytes that are no text");
  }

  @Test
  void packedFileCutShortGivesItsWholeRecords() throws IOException {
    StringBuilder rows = new StringBuilder("id,name\n");
    for (int i = 0; i < 200; i++) {
      rows.append(i).append(",").append(Integer.toHexString(i * 7919)).append('\n');
    }
    byte[] whole = packed(rows.toString().getBytes(StandardCharsets.UTF_8));
    List<String> read = read("a.csv.gz", Arrays.copyOf(whole, whole.length * 3 / 4));
    assertThat(read).hasSizeGreaterThan(50);
    assertThat(read.get(read.size() - 1))
        .isEqualTo(
            "! file a.csv.gz cannot be read after record %d: it ends too early; deliver it again in its place"
                .formatted(read.size() - 1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sep=;\nid;name\n1;a,b\n",
        "\uFEFF\"sep=;\"\r\nid;name\r\n1;a,b\r\n",
        "SEP=\t\rid\tname\r1\ta,b\r"
      })
  void firstLineOfExcelSaysTheDelimiter(String text) throws IOException {
    assertThat(read("a.csv", text)).containsExactly("1 {\"id\":\"1\",\"name\":\"a,b\"}");
  }

  @Test
  void rowsWithoutAValueAreNoRecords() throws IOException {
    assertThat(read("a.csv", "id,name\n1,a\n,\n,,,,\n\"\",\"\"\n , \n2,\n,\n"))
        .containsExactly("1 {\"id\":\"1\",\"name\":\"a\"}", "2 {\"id\":\"2\",\"name\":\"\"}");
  }

  @Test
  void joinedFilesAreReadWithoutTheirMarksAndHeaders() throws IOException {
    assertThat(read("a.csv", "\"id\",name\n1,a\n\uFEFF\"id\",name\n2,b\n\uFEFF3,c\n"))
        .containsExactly(
            "1 {\"id\":\"1\",\"name\":\"a\"}",
            "2 {\"id\":\"2\",\"name\":\"b\"} (has its header again below, where files were joined; it is no record)",
            "3 {\"id\":\"3\",\"name\":\"c\"}");
    assertThat(read("a.jsonl", "{\"id\":1}\n\uFEFF{\"id\":2}\n"))
        .containsExactly("1 {\"id\":1}", "2 {\"id\":2}");
  }

  @Test
  void nameThatStandsTwiceIsToldWhereItIsRead() throws IOException {
    assertThat(read("a.csv", "id,x,id,x\n1,2,3,4\n"))
        .singleElement()
        .asString()
        .endsWith("(has 'id' twice in its header; the first counts, the other is read as 'id_2')");
    String twice = "{\"id\":1,\"id\":2,\"x\":3,\"x\":4}";
    String told = " (has an object with 'id' twice; the last one counts)";
    assertThat(read("a.jsonl", twice + "\n" + twice + "\n"))
        .containsExactly("1 " + twice + told, "2 " + twice);
    assertThat(read("a.json", "[" + twice + "]")).containsExactly("1 {\"id\":2,\"x\":4}" + told);
  }

  @Test
  void notANumberCostsItsRecordOnly() throws IOException {
    assertThat(read("a.json", "[{\"id\":1,\"v\":[NaN]},{\"id\":2,\"v\":\"NaN\"}]"))
        .satisfiesExactly(
            first -> assertThat(first).contains("record holds NaN or Infinity", "write null"),
            second -> assertThat(second).isEqualTo("2 {\"id\":2,\"v\":\"NaN\"}"));
    assertThat(read("a.jsonl", "{\"id\":-Infinity}\n[{\"id\":1}]\n{\n\"id\":2}"))
        .satisfiesExactly(
            number -> assertThat(number).contains("line holds NaN or Infinity"),
            array -> assertThat(array).contains("line is an array; ", "wants format: json"),
            begun -> assertThat(begun).contains("line is a part of JSON; ", "wants format: json"),
            rest -> assertThat(rest).contains("line is not JSON"));
  }

  private List<String> read(String name, String text) throws IOException {
    return read(name, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Numbered records, with notices in brackets; what is broken begins with an exclamation mark. */
  private List<String> read(String name, byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve(name), bytes);
    LandingFile landed = new LandingFile(name, file.toUri().toString(), bytes.length);
    Layout layout =
        Format.of(name)
            .map(format -> new Layout(format, ',', '"', StandardCharsets.UTF_8.name()))
            .orElse(null);
    FileRows rows =
        new FileRows(List.of(FilePart.whole(landed)), layout, ID, new Configuration(false));
    List<String> read = new ArrayList<>();
    while (rows.hasNext()) {
      Row row = rows.next();
      String notice = row.isNullAt(6) ? "" : " (" + row.getString(6) + ")";
      read.add(
          row.isNullAt(5)
              ? row.getLong(1) + " " + row.getString(2) + notice
              : "! " + row.getString(5));
    }
    return read;
  }

  private static byte[] packed(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }
}
