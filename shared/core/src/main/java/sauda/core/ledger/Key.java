package sauda.core.ledger;

/// Where an item lives. Items of a partition are ordered by their sort key.
public record Key(String partition, String sort) {}
