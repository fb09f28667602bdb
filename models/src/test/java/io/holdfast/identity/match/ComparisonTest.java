package io.holdfast.identity.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.identity.match.MatchRules.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {

  @ParameterizedTest
  @CsvSource({
    "COMPANY, Müller & Söhne GmbH & Co. KG, muller sohne|partnership",
    "COMPANY, 'S.C. Johnson & Son, Inc.', sc johnson son|shares",
    "COMPANY, ООО Ромашка, romashka|limited",
    "COMPANY, 株式会社日立, 株式会社日立|",
    "COMPANY, SiemensAG, siemens|shares",
    "COMPANY, 2nd Street Fund IV L.P., 2 street fund 4|partnership",
    "COMPANY, The Company, the|",
    "STREET, '27 Sheaffe Street, Suite 4', 27 - sheaffe",
    "STREET, 124 E. 113th St., 124 e 113",
    "STREET, Hauptstraße 12a, 12a - haupt",
    "STREET, 1001 W ROOSEVELT RD 606, 1001 w roosevelt",
    "PHONE, +49 (0)30 901-820 ext. 12, 49030901820",
    "PHONE, 000-0000, ''",
    "EMAIL, ' Jo.Doe+news@Acme.COM', jo.doe@acme.com",
    "DOMAIN, https://www.Acme.com/about, acme.com",
    "CODE, DE 129-273.398, de129273398",
    "DATE, 1999-02-19 00:00, 19990219",
    "COUNTRY, Deutschland, de",
    "COUNTRY, DEU, de",
    "COUNTRY, U.S.A., us",
    "COUNTRY, Great Britain, gb",
    "COUNTRY, Atlantis, atlantis",
    "PERSON, Dr. Renée D’Arcy, renee darcy",
  })
  void textsAreMadePlain(Kind kind, String text, String plain) {
    assertThat(Comparison.of(kind).plain(text)).isEqualTo(plain);
  }

  @ParameterizedTest
  @CsvSource({
    "COMPANY, Société Générale S.A., SOCIETE GENERALE, .99, 1",
    "COMPANY, vanderbilt corp, Van der Bilt Corp., .97, .99",
    "COMPANY, Acme Data Systems, Data Systems Acme, .95, .97",
    "COMPANY, Volkswagen AG, Siemens AG, 0, .1",
    "COMPANY, Samsong Electronics, Samsung Electronics, .85, .96",
    "COMPANY, Bowne of Boston Inc., Bowne of Atlanta Inc., 0, .6",
    "COMPANY, KKR Fund III L.P., KKR Fund IV L.P., 0, .7",
    "COMPANY, IBM, International Business Machines Corp., .8, .83",
    "STREET, 545 W. 119th Street, 545 w 119th st, 1, 1",
    "STREET, 545 W. 119th Street, 545 E 119th St, .3, .5",
    "STREET, 545 W. 119th Street, 547 W 119th St, .5, .7",
    "STREET, 8128 S King Dr, 8128 S. Dr. Martin Luther King Dr, .85, .95",
    "PHONE, +49 30 901820, 030 90 18 20, .95, 1",
    "PHONE, 312-555-0142, 312-555-0142, 1, 1",
    "PHONE, 312-555-0142, 312-555-0199, 0, .1",
    "CODE, 60614, 60614-1234, .95, .95",
    "CODE, 9497788, 9497878, .8, .8",
    "DATE, 1999-02-11, 1999-11-02, .9, .9",
    "DATE, 1999-02-11, 1999-02-17, .85, .85",
    "DATE, 1999-02-11, 1973-08-26, 0, 0",
    "PERSON, Jon, John, .7, .8",
    "PERSON, J, John, .8, .8",
    "PERSON, Vladimir Putin, Putin Vladimir Vladimirovich, .9, 1",
    "EMAIL, jo@acme.com, j0@acme.com, .9, .9",
  })
  void likenessFollowsWhatDiffers(Kind kind, String left, String right, double least, double most) {
    Comparison comparison = Comparison.of(kind);
    double likeness = comparison.likeness(comparison.plain(left), comparison.plain(right));
    assertThat(likeness).isBetween(least, most);
    assertThat(comparison.likeness(comparison.plain(right), comparison.plain(left)))
        .isEqualTo(likeness);
  }

  @Test
  void legalFormsThatStandTwiceAreRefused() {
    assertThatThrownBy(() -> LegalForms.parse(List.of("limited: ltd", "shares: plc, ltd")))
        .hasMessage("Legal form 'ltd' stands twice; keep one");
  }

  @Test
  void rulesNameWhatIsWrong() {
    MatchRules.Field name =
        new MatchRules.Field(
            "name", Kind.COMPANY, List.of(), List.of(new MatchRules.Level(1, 9)), -4, List.of());
    assertThatThrownBy(() -> rules(name, "nam:first"))
        .hasMessage("block part 'nam:first' names no field; fields are [name]");
    assertThatThrownBy(() -> rules(name, "name:frist"))
        .hasMessageContaining("'frist' should be all, first, words, sound");
    assertThat(rules(name, "name:first").cap()).isEqualTo(200);
  }

  private static MatchRules rules(MatchRules.Field field, String key) {
    return new MatchRules("r", true, -10, List.of(field), List.of(List.of(key)), null, null, null);
  }
}
