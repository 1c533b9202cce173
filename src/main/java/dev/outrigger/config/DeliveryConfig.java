package dev.outrigger.config;

/// How fast the outbox may be delivered; within these limits delivery finds its pace by itself.
///
/// @param lanes GraphQL documents on their way at once
/// @param batch mutations of one document
public record DeliveryConfig(int lanes, int batch) {
    public static final DeliveryConfig DEFAULT = new DeliveryConfig(16, 25);
}
