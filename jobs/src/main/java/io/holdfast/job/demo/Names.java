package io.holdfast.job.demo;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;

/** Invented names of companies and people. */
final class Names {
  private static final List<String> FIRST_SYLLABLE =
      List.of(
          "Al", "Bor", "Cel", "Dar", "El", "Fen", "Gal", "Hal", "Il", "Jor", "Kel", "Lum", "Mar",
          "Nor", "Or", "Pel", "Quin", "Ros", "Sel", "Tal", "Ul", "Vel", "Wen", "Yar", "Zel");
  private static final List<String> SECOND_SYLLABLE =
      List.of(
          "adin", "avo", "bera", "cora", "dano", "emis", "fira", "goran", "iden", "kana", "lora",
          "mira", "neth", "onda", "para", "quist", "rion", "sano", "tova", "vanta");
  private static final List<String> TRADE =
      List.of(
          "Logistics",
          "Foods",
          "Labs",
          "Health",
          "Energy",
          "Media",
          "Finance",
          "Retail",
          "Travel",
          "Robotics",
          "Textiles",
          "Software",
          "Insurance",
          "Design",
          "Materials",
          "Mobility");
  private static final List<String> LEGAL = List.of("Inc", "GmbH", "Ltd", "SAS", "BV", "AB", "LLC");
  private static final List<String> GIVEN =
      List.of(
          "Anna", "Ben", "Chloé", "David", "Elena", "Farid", "Grace", "Hugo", "Ines", "Jürgen",
          "Kira", "Liam", "Mina", "Noor", "Oskar", "Priya", "Quentin", "Rosa", "Søren", "Tomás",
          "Uma", "Viktor", "Wanda", "Yusuf", "Zoë");
  private static final List<String> FAMILY =
      List.of(
          "Abel",
          "Brandt",
          "Castro",
          "Dubois",
          "Eriksen",
          "Fischer",
          "García",
          "Hansen",
          "Ito",
          "Jansen",
          "Kowalski",
          "Laurent",
          "Müller",
          "Novak",
          "Okafor",
          "Petrov",
          "Quist",
          "Rossi",
          "Singh",
          "Tanaka",
          "Ueda",
          "Vogel",
          "Weber",
          "Young",
          "Zeman");
  static final List<String> FREE_MAIL =
      List.of("gmail.com", "outlook.com", "gmx.de", "yahoo.com", "icloud.com");
  private static final List<String> TITLES =
      List.of(
          "Head of Operations",
          "Data Analyst",
          "IT Manager",
          "Controller",
          "Product Owner",
          "CTO",
          "Team Lead",
          "Office Manager");

  /** A company's name; no two indexes share one, nor the domain made from it. */
  static String company(int index) {
    int names = FIRST_SYLLABLE.size() * SECOND_SYLLABLE.size() * TRADE.size();
    int shuffled = (int) ((index * 3_571L + 17) % names);
    String stem =
        FIRST_SYLLABLE.get(shuffled % 25)
            + SECOND_SYLLABLE.get(shuffled / 25 % 20)
            + " "
            + TRADE.get(shuffled / 500);
    return index < names ? stem : stem + " " + (index / names + 1);
  }

  static String legalForm(Dice dice) {
    return dice.pick(LEGAL);
  }

  static String industry(int index) {
    int names = FIRST_SYLLABLE.size() * SECOND_SYLLABLE.size() * TRADE.size();
    return TRADE.get((int) ((index * 3_571L + 17) % names) / 500);
  }

  static String domain(String company, String topLevel) {
    return company.toLowerCase(Locale.ROOT).replace(' ', '-') + "." + topLevel;
  }

  static String person(Dice dice) {
    return dice.pick(GIVEN) + " " + dice.pick(FAMILY);
  }

  static String title(Dice dice) {
    return dice.pick(TITLES);
  }

  /** A mail address of a person; the number keeps namesakes apart. */
  static String email(String person, int number, String domain) {
    String plain =
        Normalizer.normalize(person, Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .replace("ø", "o")
            .toLowerCase(Locale.ROOT)
            .replace(' ', '.');
    return plain + (number == 0 ? "" : number) + "@" + domain;
  }

  private Names() {}
}
