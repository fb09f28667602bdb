package io.holdfast.identity.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.identity.match.MatchRules.Kind;
import io.holdfast.table.Wanted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Pairs of names that people judged. The file was read while the comparisons were written; the
 * threshold is not fitted to it. Both halves are told, as they fall by the hash of the first name.
 */
class NamePairsTest {
  private static final double SAME = .8;

  private record Pair(boolean person, String left, String right, boolean same) {}

  @Test
  void namesTellCompaniesAndPeopleApart() throws IOException {
    List<Pair> pairs = pairs(Wanted.data("identity/company_name_pairs.csv"));
    List<Pair> companies = pairs.stream().filter(pair -> !pair.person()).toList();
    List<Pair> people = pairs.stream().filter(Pair::person).toList();
    double all = tell("company and other names", companies);
    for (int half = 0; half < 2; half++) {
      int which = half;
      tell(
          "  half " + (half + 1),
          companies.stream().filter(p -> (p.left().hashCode() & 1) == which).toList());
    }
    tell("names of people, whole in one field", people);
    assertThat(tell("both", pairs)).isGreaterThan(.85);
    assertThat(all).isGreaterThan(.85);
  }

  private static double tell(String what, List<Pair> pairs) {
    int right = 0;
    int said = 0;
    int same = 0;
    for (Pair pair : pairs) {
      boolean saysSame = likeness(pair) >= SAME;
      right += saysSame && pair.same() ? 1 : 0;
      said += saysSame ? 1 : 0;
      same += pair.same() ? 1 : 0;
    }
    double f1 = 2.0 * right / (said + same);
    System.out.printf(
        "%s: %d pairs, precision %.3f, recall %.3f, F1 %.3f%n",
        what, pairs.size(), (double) right / said, (double) right / same, f1);
    return f1;
  }

  private static double likeness(Pair pair) {
    Comparison names = Comparison.of(pair.person() ? Kind.PERSON : Kind.COMPANY);
    return names.likeness(names.plain(pair.left()), names.plain(pair.right()));
  }

  private static List<Pair> pairs(Path file) throws IOException {
    List<Pair> pairs = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      List<String> cells = cells(line);
      if (!cells.get(0).equals("case_group")) {
        pairs.add(
            new Pair(
                cells.get(1).equals("Person"),
                cells.get(2),
                cells.get(3),
                cells.get(4).equals("true")));
      }
    }
    return pairs;
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (char c : (line + ",").toCharArray()) {
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    return cells;
  }
}
