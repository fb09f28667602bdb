package io.holdfast.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ZoneNamesTest {
  private static final List<String> RAILS =
      Arrays.asList(
          """
      International Date Line West; Midway Island; American Samoa; Hawaii; Alaska; Pacific
      Time (US & Canada); Tijuana; Mountain Time (US & Canada); Arizona; Chihuahua; Mazatlan;
      Central Time (US & Canada); Saskatchewan; Guadalajara; Mexico City; Monterrey; Central
      America; Eastern Time (US & Canada); Indiana (East); Bogota; Lima; Quito; Atlantic Time
      (Canada); Caracas; La Paz; Santiago; Newfoundland; Brasilia; Buenos Aires; Montevideo;
      Georgetown; Puerto Rico; Greenland; Mid-Atlantic; Azores; Cape Verde Is.; Dublin;
      Edinburgh; Lisbon; London; Casablanca; Monrovia; UTC; Belgrade; Bratislava; Budapest;
      Ljubljana; Prague; Sarajevo; Skopje; Warsaw; Zagreb; Brussels; Copenhagen; Madrid;
      Paris; Amsterdam; Berlin; Bern; Zurich; Rome; Stockholm; Vienna; West Central Africa;
      Bucharest; Cairo; Helsinki; Kyiv; Riga; Sofia; Tallinn; Vilnius; Athens; Istanbul;
      Minsk; Jerusalem; Harare; Pretoria; Kaliningrad; Moscow; St. Petersburg; Volgograd;
      Samara; Kuwait; Riyadh; Nairobi; Baghdad; Tehran; Abu Dhabi; Muscat; Baku; Tbilisi;
      Yerevan; Kabul; Ekaterinburg; Islamabad; Karachi; Tashkent; Chennai; Kolkata; Mumbai;
      New Delhi; Kathmandu; Astana; Dhaka; Sri Jayawardenepura; Almaty; Novosibirsk; Rangoon;
      Bangkok; Hanoi; Jakarta; Krasnoyarsk; Beijing; Chongqing; Hong Kong; Urumqi; Kuala
      Lumpur; Singapore; Taipei; Perth; Irkutsk; Ulaanbaatar; Seoul; Osaka; Sapporo; Tokyo;
      Yakutsk; Darwin; Adelaide; Canberra; Melbourne; Sydney; Brisbane; Hobart; Vladivostok;
      Guam; Port Moresby; Magadan; Srednekolymsk; Solomon Is.; New Caledonia; Fiji; Kamchatka;
      Marshall Is.; Auckland; Wellington; Nuku'alofa; Tokelau Is.; Chatham Is.; Samoa
      """
              .strip()
              .replace("\n", " ")
              .split("; "));

  @Test
  void everyNameOfRailsIsAZone() {
    assertThat(RAILS).hasSize(151).allMatch(name -> ZoneNames.zone(name).isPresent());
  }

  @Test
  void aZoneIsFoundByWhateverItIsCalled() {
    assertThat(ZoneNames.zone("Riga")).contains(ZoneId.of("Europe/Riga"));
    assertThat(ZoneNames.zone("Central America")).contains(ZoneId.of("America/Guatemala"));
    assertThat(ZoneNames.zone("Samoa")).contains(ZoneId.of("Pacific/Apia"));
    assertThat(ZoneNames.zone("(GMT-05:00) Eastern Time (US & Canada)"))
        .contains(ZoneId.of("America/New_York"));
    assertThat(ZoneNames.zone("Europe/Berlin")).contains(ZoneId.of("Europe/Berlin"));
    assertThat(ZoneNames.zone("+02:00")).contains(ZoneId.of("+02:00"));
    assertThat(ZoneNames.zone("Atlantis")).isEmpty();
    assertThat(ZoneNames.zone(null)).isEmpty();
  }
}
