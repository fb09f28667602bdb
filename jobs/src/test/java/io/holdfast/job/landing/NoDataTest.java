package io.holdfast.job.landing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoDataTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x/.DS_Store",
        "x/_SUCCESS",
        "x/._a.csv",
        "__MACOSX/a.csv",
        ".rsync-partial/a.csv",
        "x/~$a.csv",
        "x/Thumbs.db",
        "x/DESKTOP.INI",
        "x/a.csv~",
        "x/a.csv.crc",
        "x/a.csv.md5"
      })
  void whatToolsLeaveBesideDataIsNone(String path) {
    assertThat(NoData.isBeside(path, "*/*")).isTrue();
    assertThat(NoData.isUnfinished(path, "*/*")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x/part-0000.csv", "x/tmp.csv", "x/a~b.csv", "x/download.csv", "x/a.temp.csv"})
  void dataMayHaveSimilarNames(String path) {
    assertThat(NoData.isBeside(path, "*/*") || NoData.isUnfinished(path, "*/*")).isFalse();
  }

  @Test
  void folderOrEndingThatAGlobAsksForIsData() {
    assertThat(NoData.isBeside("_out/a.csv", "_out/*.csv")).isFalse();
    assertThat(NoData.isUnfinished("x/a.part", "x/*.part")).isFalse();
  }

  @Test
  void unfinishedUploadsAreLeftForLaterAndTold() throws IOException {
    for (String name : List.of("a.csv", "b.csv.filepart", "c.csv.crdownload", "d.csv.tmp")) {
      Files.writeString(folder.resolve(name), "id\n1\n");
    }
    LandingFolder.Listing listing =
        new LandingFolder(new Configuration(false), folder.toString()).list(List.of("*.csv*"));
    assertThat(listing.files()).extracting(LandingFile::path).containsExactly("a.csv");
    assertThat(listing.notices())
        .hasSize(3)
        .contains(
            "file b.csv.filepart is not read: its name is that of an unfinished upload; rename it when it is whole");
  }
}
