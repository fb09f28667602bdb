package io.holdfast.job.demo;

import java.util.Locale;

/** Every export of the company: its folder, its kind of file and, for CSV, its header. */
enum Export {
  SF_ACCOUNT(
      "salesforce/Account",
      ".csv",
      "Id,IsDeleted,MasterRecordId,Name,Website,Industry,BillingCountry,NumberOfEmployees,"
          + "Segment__c,OwnerId,ParentId,CreatedDate,SystemModstamp"),
  SF_CONTACT(
      "salesforce/Contact",
      ".csv",
      "Id,IsDeleted,AccountId,Name,Email,Phone,Title,Role__c,CreatedDate,SystemModstamp"),
  SF_OPPORTUNITY(
      "salesforce/Opportunity",
      ".csv",
      "Id,IsDeleted,AccountId,Name,StageName,Type,Amount,CurrencyIsoCode,CloseDate,OwnerId,"
          + "CreatedDate,SystemModstamp"),
  SF_EVENT(
      "salesforce/Event",
      ".csv",
      "Id,IsDeleted,AccountId,WhoId,OwnerId,Subject,ActivityDateTime,DurationInMinutes,ShowAs,"
          + "Outcome__c,CreatedDate,SystemModstamp"),
  SF_TASK(
      "salesforce/Task",
      ".csv",
      "Id,IsDeleted,AccountId,WhoId,OwnerId,Subject,TaskSubtype,Status,ActivityDate,"
          + "CompletedDateTime,CreatedDate,SystemModstamp"),
  SF_USER("salesforce/User", ".csv", "Id,Name,Email,IsActive,CreatedDate,SystemModstamp"),
  ZD_ORGANIZATION(
      "zendesk/organizations", ".csv", "id,name,external_id,domain_names,created_at,updated_at"),
  ZD_USER("zendesk/users", ".csv", "id,organization_id,name,email,role,created_at,updated_at"),
  ZD_TICKET(
      "zendesk/tickets",
      ".csv.gz",
      "id,organization_id,requester_id,subject,status,priority,tags,satisfaction_rating,"
          + "reply_time_in_minutes,full_resolution_time_in_minutes,created_at,updated_at"),
  ZD_COMMENT("zendesk/ticket_comments", ".jsonl.gz", ""),
  ZD_RATING(
      "zendesk/satisfaction_ratings",
      ".csv",
      "id,organization_id,ticket_id,requester_id,score,comment,created_at,updated_at"),
  ST_CUSTOMER("stripe/customers", ".jsonl", ""),
  ST_PRODUCT("stripe/products", ".jsonl", ""),
  ST_PRICE("stripe/prices", ".jsonl", ""),
  ST_SUBSCRIPTION("stripe/subscriptions", ".jsonl.gz", ""),
  ST_INVOICE("stripe/invoices", ".jsonl.gz", ""),
  ST_CHARGE("stripe/charges", ".jsonl.gz", ""),
  ST_REFUND("stripe/refunds", ".jsonl", ""),
  ST_DISPUTE("stripe/disputes", ".jsonl", ""),
  SG_TRACK("segment/track", ".jsonl.gz", ""),
  SG_IDENTIFY("segment/identify", ".jsonl.gz", ""),
  SG_GROUP("segment/group", ".jsonl", ""),
  NPS("survey/nps", ".csv", "response_id,account_id,contact_id,sent_at,answered_at,score,comment");

  final String folder;
  final String ending;
  final String header;

  Export(String folder, String ending, String header) {
    this.folder = folder;
    this.ending = ending;
    this.header = header;
  }

  boolean gzip() {
    return ending.endsWith(".gz");
  }

  /** Path of one piece below landing, as {@code zendesk/tickets/tickets-2024-07.csv.gz}. */
  String file(String piece) {
    String name = folder.substring(folder.lastIndexOf('/') + 1);
    return "%s/%s-%s%s".formatted(folder, name, piece.toLowerCase(Locale.ROOT), ending);
  }
}
