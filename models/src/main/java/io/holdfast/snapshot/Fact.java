package io.holdfast.snapshot;

import io.holdfast.table.Version;
import java.io.Serializable;
import java.util.Arrays;

/**
 * One fact of an account, as {@link Facts} selects them; what its stream does not have is null. A
 * bean, because Spark reads its arrays of numbers as they are, and those of rows number by number.
 */
public final class Fact implements Serializable {
  private static final long serialVersionUID = 1L;

  private int stream;
  private String key;
  private Long event;
  private Long known;
  private String version;
  private String tie;
  private boolean gone;
  private Long spoken;
  private Long[] numbers;
  private String[] texts;
  private int[] eventDays;
  private int[] knownDays;
  private long[] counts;
  private long[] millionths;
  private int[] userCounts;
  private int[] userNumbers;

  Version asVersion() {
    return new Version(
        key,
        event,
        known,
        version,
        tie,
        gone,
        spoken == null ? Version.WHOLE : spoken,
        Arrays.asList(numbers),
        Arrays.asList(texts));
  }

  public int getStream() {
    return stream;
  }

  public void setStream(int stream) {
    this.stream = stream;
  }

  public String getKey() {
    return key;
  }

  public void setKey(String key) {
    this.key = key;
  }

  public Long getEvent() {
    return event;
  }

  public void setEvent(Long event) {
    this.event = event;
  }

  public Long getKnown() {
    return known;
  }

  public void setKnown(Long known) {
    this.known = known;
  }

  public String getVersion() {
    return version;
  }

  public void setVersion(String version) {
    this.version = version;
  }

  public String getTie() {
    return tie;
  }

  public void setTie(String tie) {
    this.tie = tie;
  }

  public boolean isGone() {
    return gone;
  }

  public void setGone(boolean gone) {
    this.gone = gone;
  }

  public Long getSpoken() {
    return spoken;
  }

  public void setSpoken(Long spoken) {
    this.spoken = spoken;
  }

  public Long[] getNumbers() {
    return numbers;
  }

  public void setNumbers(Long[] numbers) {
    this.numbers = numbers;
  }

  public String[] getTexts() {
    return texts;
  }

  public void setTexts(String[] texts) {
    this.texts = texts;
  }

  public int[] getEventDays() {
    return eventDays;
  }

  public void setEventDays(int[] eventDays) {
    this.eventDays = eventDays;
  }

  public int[] getKnownDays() {
    return knownDays;
  }

  public void setKnownDays(int[] knownDays) {
    this.knownDays = knownDays;
  }

  public long[] getCounts() {
    return counts;
  }

  public void setCounts(long[] counts) {
    this.counts = counts;
  }

  public long[] getMillionths() {
    return millionths;
  }

  public void setMillionths(long[] millionths) {
    this.millionths = millionths;
  }

  public int[] getUserCounts() {
    return userCounts;
  }

  public void setUserCounts(int[] userCounts) {
    this.userCounts = userCounts;
  }

  public int[] getUserNumbers() {
    return userNumbers;
  }

  public void setUserNumbers(int[] userNumbers) {
    this.userNumbers = userNumbers;
  }
}
