package io.holdfast.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keeps {@code docs/tables.md} true; {@code -Dholdfast.write=true} writes it anew. */
class TablesDocTest {
  private static final Path PAGE = Path.of("..", "docs", "tables.md");

  @Test
  void pageSaysWhatTheTableClassesSay() throws IOException {
    if (Boolean.getBoolean("holdfast.write")) {
      Files.writeString(PAGE, page());
    }
    assertThat(PAGE)
        .as("write it anew: mvn -pl models test -Dtest=TablesDocTest -Dholdfast.write=true")
        .hasContent(page());
  }

  private static String page() {
    StringBuilder page =
        new StringBuilder(
            """
            # Tables

            Written from the table classes in `models/src/main/java/io/holdfast/table`; do not edit.

            **Appended** tables keep what landed, released or not. **Derived** tables are computed by
            every run and released together; those **by day** keep the rows of earlier days. Columns
            marked *personal* may identify a person. Times are UTC; days are days in the company's
            time zone.
            """);
    page.append("\n## Appended\n");
    Tables.APPENDED.forEach(table -> describe(table, page));
    describe(RawRecord.of("SOURCE", "EXPORT"), page);
    page.append("\n## Derived\n");
    Tables.DERIVED.forEach(table -> describe(table, page));
    return page.toString();
  }

  private static void describe(Table table, StringBuilder page) {
    String kind = table.kind() == Table.Kind.DERIVED_BY_DAY ? ", by day" : "";
    page.append("\n### %s\n\nOne row: %s%s.\n\n".formatted(table.name(), table.grain(), kind));
    page.append("| column | type | meaning |\n|---|---|---|\n");
    List<String> key = table.key();
    for (Column column : table.columns()) {
      page.append(
          "| %s | %s | %s%s |\n"
              .formatted(
                  key.contains(column.name()) ? "**" + column.name() + "**" : column.name(),
                  type(column),
                  column.doc(),
                  column.personal() ? " *(personal)*" : ""));
    }
  }

  private static String type(Column column) {
    String type = column.type().simpleString();
    return type.length() > 40 ? type.substring(0, type.indexOf('<')) + " of struct" : type;
  }
}
