package io.holdfast.identity.match;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Made-up companies, each with a record in a CRM and 1.3 more of it on average in three other
 * systems, written there as people do: with slips, other legal forms, short words and gaps. Names,
 * streets and places meet by chance, a domain is one company's. The number of the company ends each
 * key after a dash.
 */
final class MadeCompanies {
  private static final double DUPLICATES = 1.3;
  private static final List<String> COLUMNS =
      List.of(
          "source",
          "source_key",
          "name",
          "street",
          "city",
          "postal_code",
          "country",
          "phone",
          "email",
          "domain",
          "tax_id");
  private static final String[] SYLLABLES =
      ("ba be bo bra bre cal can car cor da del den dor el en fa fin for gal gen gra hal har hel in"
              + " jo ka kel kor la len lin lor ma mar mer mi mon na nel no nor o or pa pel per pla por"
              + " ra ren ri ro sa sel sen sol sta ta tel ter tor tra ul va ven ver vi vol wa wel win"
              + " za")
          .split(" ");
  private static final String[] TRADES =
      ("Systems Software Logistics Foods Energy Medical Partners Consulting Engineering Media Labs"
              + " Solutions Services Industries Technologies Trading Design Capital Robotics Security"
              + " Analytics Travel Textiles Chemicals Motors Pharma Optics Networks Studios Group")
          .split(" ");
  private static final String[] FORMS = {
    "GmbH", "AG", "Ltd", "Limited", "Inc.", "LLC", "S.A.", "S.r.l.", "B.V.", "A/S", "Corp.", ""
  };
  private static final String[][] KINDS = {
    {"Street", "St.", "Str"},
    {"Avenue", "Ave", "Av."},
    {"Road", "Rd", "Rd."},
    {"Lane", "Ln", "Lane"}
  };

  /** Records of so many companies; the same whatever the partitions. */
  static Dataset<Row> records(SparkSession spark, long companies, long seed) {
    StructType schema = new StructType();
    for (String column : COLUMNS) {
      schema = schema.add(column, DataTypes.StringType);
    }
    FlatMapFunction<Long, Row> make = id -> new MadeCompanies(seed, id).rows();
    return spark.range(0, companies, 1, 8).as(Encoders.LONG()).flatMap(make, Encoders.row(schema));
  }

  private final SplittableRandom random;
  private final long id;

  private MadeCompanies(long seed, long id) {
    this.random = new SplittableRandom(seed * 1_000_003 + id);
    this.id = id;
  }

  private Iterator<Row> rows() {
    SplittableRandom world = new SplittableRandom(random.nextInt(2_000) * 7919L);
    String city = capital(word(world, 3));
    String zone = "%03d".formatted(world.nextInt(1000));
    String first = capital(word(random, 2 + random.nextInt(3)));
    String trade = pick(TRADES);
    String second = random.nextInt(3) == 0 ? " " + capital(word(random, 2)) : "";
    String[] kind = KINDS[random.nextInt(KINDS.length)];
    String street = capital(word(new SplittableRandom(random.nextInt(5_000)), 3));
    int number = 1 + random.nextInt(300);
    String form = pick(FORMS);
    String domain = first.toLowerCase(Locale.ROOT) + "-" + Long.toString(id, 36) + ".com";
    String phone = "%09d".formatted(100_000_000 + random.nextInt(900_000_000));
    String tax = "%09d".formatted(random.nextInt(1_000_000_000));
    String postal = zone + "%02d".formatted(random.nextInt(30));
    List<Row> rows = new ArrayList<>();
    String name = first + second + " " + trade;
    rows.add(
        row(
            "crm",
            0,
            (name + " " + form).trim(),
            number + " " + street + " " + kind[0],
            city,
            postal,
            often(.8, phone),
            often(.6, "info@" + domain),
            often(.8, domain),
            often(.4, tax)));
    int copies = copies();
    for (int copy = 1; copy <= copies; copy++) {
      rows.add(
          row(
              "s" + (1 + random.nextInt(3)),
              copy,
              written(name, form),
              often(.85, slip(.1, number + " " + street) + " " + kind[random.nextInt(3)]),
              often(.9, slip(.05, city)),
              often(.85, slip(.03, postal)),
              often(
                  .6,
                  random.nextBoolean() ? "+49 " + phone : "0" + phone.replaceAll("(...)", "$1 ")),
              often(.5, (random.nextBoolean() ? "info@" : word(random, 2) + "@") + domain),
              often(.6, random.nextBoolean() ? "https://www." + domain + "/" : domain),
              often(.3, tax)));
    }
    return rows.iterator();
  }

  private Row row(String source, int copy, Object... rest) {
    return RowFactory.create(
        Stream.concat(
                Stream.of(source, copy + "-" + id, rest[0], rest[1], rest[2], rest[3], "Germany"),
                Stream.of(rest[4], rest[5], rest[6], rest[7]))
            .toArray());
  }

  /** Of a Poisson distribution, at most 8. */
  private int copies() {
    double product = random.nextDouble();
    int copies = 0;
    while (product > Math.exp(-DUPLICATES) && copies < 8) {
      product *= random.nextDouble();
      copies++;
    }
    return copies;
  }

  private String written(String name, String form) {
    String other = random.nextInt(3) == 0 ? "" : random.nextInt(4) == 0 ? pick(FORMS) : form;
    String whole = (slip(.25, name) + " " + other).trim();
    int way = random.nextInt(5);
    return way == 0
        ? whole.toUpperCase(Locale.ROOT)
        : way == 1 ? whole.replace("Technologies", "Tech").replace(" ", "  ") : whole;
  }

  /** One letter more, less, another one or two swapped, with this probability. */
  private String slip(double probability, String text) {
    if (random.nextDouble() >= probability || text.length() < 3) {
      return text;
    }
    int at = 1 + random.nextInt(text.length() - 2);
    char letter = (char) ('a' + random.nextInt(26));
    return switch (random.nextInt(4)) {
      case 0 -> text.substring(0, at) + letter + text.substring(at);
      case 1 -> text.substring(0, at) + text.substring(at + 1);
      case 2 -> text.substring(0, at) + letter + text.substring(at + 1);
      default ->
          text.substring(0, at) + text.charAt(at + 1) + text.charAt(at) + text.substring(at + 2);
    };
  }

  private String often(double probability, String text) {
    return random.nextDouble() < probability ? text : null;
  }

  private String pick(String[] from) {
    return from[random.nextInt(from.length)];
  }

  private static String word(SplittableRandom random, int syllables) {
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < syllables; i++) {
      word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
    }
    return word.toString();
  }

  private static String capital(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }
}
