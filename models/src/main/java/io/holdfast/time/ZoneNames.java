package io.holdfast.time;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Time zones by the names that systems give them: ids of the IANA database, offsets, its cities
 * alone, and the 151 names of Ruby on Rails, which Zendesk writes (MAPPING in
 * https://github.com/rails/rails/blob/main/activesupport/lib/active_support/values/time_zone.rb).
 */
public final class ZoneNames {
  private static final Pattern OFFSET_BEFORE = Pattern.compile("^\\((GMT|UTC)[^)]*\\)\\s*");
  private static final Pattern REGIONAL =
      Pattern.compile("(Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.*");

  /** What Rails calls otherwise than by the city of its id. */
  private static final Map<String, String> RAILS =
      """
      International Date Line West=Etc/GMT+12
      Midway Island=Pacific/Midway
      American Samoa=Pacific/Pago_Pago
      Hawaii=Pacific/Honolulu
      Alaska=America/Juneau
      Pacific Time (US & Canada)=America/Los_Angeles
      Mountain Time (US & Canada)=America/Denver
      Arizona=America/Phoenix
      Central Time (US & Canada)=America/Chicago
      Saskatchewan=America/Regina
      Guadalajara=America/Mexico_City
      Central America=America/Guatemala
      Eastern Time (US & Canada)=America/New_York
      Indiana (East)=America/Indiana/Indianapolis
      Quito=America/Lima
      Atlantic Time (Canada)=America/Halifax
      Newfoundland=America/St_Johns
      Brasilia=America/Sao_Paulo
      Georgetown=America/Guyana
      Greenland=America/Godthab
      Mid-Atlantic=Atlantic/South_Georgia
      Cape Verde Is.=Atlantic/Cape_Verde
      Edinburgh=Europe/London
      Bern=Europe/Zurich
      West Central Africa=Africa/Algiers
      Kyiv=Europe/Kiev
      Pretoria=Africa/Johannesburg
      St. Petersburg=Europe/Moscow
      Abu Dhabi=Asia/Muscat
      Ekaterinburg=Asia/Yekaterinburg
      Islamabad=Asia/Karachi
      Chennai=Asia/Kolkata
      Mumbai=Asia/Kolkata
      New Delhi=Asia/Kolkata
      Astana=Asia/Dhaka
      Sri Jayawardenepura=Asia/Colombo
      Hanoi=Asia/Bangkok
      Beijing=Asia/Shanghai
      Osaka=Asia/Tokyo
      Sapporo=Asia/Tokyo
      Canberra=Australia/Melbourne
      Solomon Is.=Pacific/Guadalcanal
      New Caledonia=Pacific/Noumea
      Marshall Is.=Pacific/Majuro
      Wellington=Pacific/Auckland
      Nuku'alofa=Pacific/Tongatapu
      Tokelau Is.=Pacific/Fakaofo
      Chatham Is.=Pacific/Chatham
      Samoa=Pacific/Apia
      """
          .lines()
          .map(line -> line.split("="))
          .collect(toMap(pair -> pair[0], pair -> pair[1]));

  private static final Map<String, List<String>> BY_CITY =
      ZoneId.getAvailableZoneIds().stream()
          .filter(REGIONAL.asMatchPredicate())
          .sorted()
          .collect(groupingBy(id -> id.substring(id.lastIndexOf('/') + 1).replace('_', ' ')));

  /** The zone of a name; empty where nobody knows it, or where two zones have such a city. */
  public static Optional<ZoneId> zone(String name) {
    if (name == null) {
      return Optional.empty();
    }
    String plain = OFFSET_BEFORE.matcher(name.strip()).replaceFirst("");
    try {
      return Optional.of(ZoneId.of(RAILS.getOrDefault(plain, plain)));
    } catch (DateTimeException e) {
      return ofCity(plain);
    }
  }

  private static Optional<ZoneId> ofCity(String city) {
    List<ZoneId> zones = BY_CITY.getOrDefault(city, List.of()).stream().map(ZoneId::of).toList();
    boolean isOne = zones.stream().map(ZoneId::getRules).distinct().count() == 1;
    return isOne ? Optional.of(zones.get(0)) : Optional.empty();
  }

  private ZoneNames() {}
}
