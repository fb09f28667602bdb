package io.holdfast.snapshot;

import java.io.Serializable;
import java.util.Map;

/**
 * The row of an account on a day as it leaves the sweep: days are days since 1970, revenue is in
 * hundredths, a feature that is not a number is unknown. A bean, because Spark writes its arrays of
 * doubles as they are, and rows of boxed ones value by value.
 */
public final class SweptRow implements Serializable {
  private static final long serialVersionUID = 1L;

  private int day;
  private String account;
  private String[] profile;
  private boolean active;
  private long mrr;
  private long seats;
  private String plan;
  private Integer since;
  private Integer renewal;
  private Integer endsOn;
  private Boolean autoRenew;
  private boolean trial;
  private Map<String, Long> silentDays;
  private double[] features;
  private String[] texts;

  public int getDay() {
    return day;
  }

  public void setDay(int day) {
    this.day = day;
  }

  public String getAccount() {
    return account;
  }

  public void setAccount(String account) {
    this.account = account;
  }

  public String[] getProfile() {
    return profile;
  }

  public void setProfile(String[] profile) {
    this.profile = profile;
  }

  public boolean isActive() {
    return active;
  }

  public void setActive(boolean active) {
    this.active = active;
  }

  public long getMrr() {
    return mrr;
  }

  public void setMrr(long mrr) {
    this.mrr = mrr;
  }

  public long getSeats() {
    return seats;
  }

  public void setSeats(long seats) {
    this.seats = seats;
  }

  public String getPlan() {
    return plan;
  }

  public void setPlan(String plan) {
    this.plan = plan;
  }

  public Integer getSince() {
    return since;
  }

  public void setSince(Integer since) {
    this.since = since;
  }

  public Integer getRenewal() {
    return renewal;
  }

  public void setRenewal(Integer renewal) {
    this.renewal = renewal;
  }

  public Integer getEndsOn() {
    return endsOn;
  }

  public void setEndsOn(Integer endsOn) {
    this.endsOn = endsOn;
  }

  public Boolean getAutoRenew() {
    return autoRenew;
  }

  public void setAutoRenew(Boolean autoRenew) {
    this.autoRenew = autoRenew;
  }

  public boolean isTrial() {
    return trial;
  }

  public void setTrial(boolean trial) {
    this.trial = trial;
  }

  public Map<String, Long> getSilentDays() {
    return silentDays;
  }

  public void setSilentDays(Map<String, Long> silentDays) {
    this.silentDays = silentDays;
  }

  public double[] getFeatures() {
    return features;
  }

  public void setFeatures(double[] features) {
    this.features = features;
  }

  public String[] getTexts() {
    return texts;
  }

  public void setTexts(String[] texts) {
    this.texts = texts;
  }
}
