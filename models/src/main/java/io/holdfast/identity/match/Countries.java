package io.holdfast.identity.match;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Countries by their ISO 3166 code of two letters, however they are written. */
final class Countries implements Comparison {
  private static final List<String> LANGUAGES =
      List.of("en", "de", "fr", "es", "it", "nl", "pt", "pl", "sv", "da", "cs");

  private static final Map<String, String> CODES = codes();

  /** A country that nobody knows is its words. */
  @Override
  public String plain(String text) {
    String words = String.join(" ", Words.of(text));
    return CODES.getOrDefault(words, words);
  }

  @Override
  public double likeness(String left, String right) {
    return left.equals(right) ? 1 : 0;
  }

  /** Codes of two and three letters, and names in the languages. */
  private static Map<String, String> codes() {
    Map<String, String> codes = new HashMap<>();
    for (String code : Locale.getISOCountries()) {
      Locale country = new Locale.Builder().setRegion(code).build();
      String plain = code.toLowerCase(Locale.ROOT);
      codes.put(plain, plain);
      codes.put(country.getISO3Country().toLowerCase(Locale.ROOT), plain);
      for (String language : LANGUAGES) {
        String name = country.getDisplayCountry(Locale.forLanguageTag(language));
        codes.putIfAbsent(String.join(" ", Words.of(name)), plain);
      }
    }
    for (String part : List.of("uk", "great britain", "england", "scotland", "wales")) {
      codes.put(part, "gb");
    }
    codes.put("united states of america", "us");
    codes.put("holland", "nl");
    codes.put("czech republic", "cz");
    codes.put("russian federation", "ru");
    codes.put("korea", "kr");
    return Map.copyOf(codes);
  }
}
