package dev.outrigger.config;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Path;

/// The backend that a sidecar syncs with.
///
/// @param endpoint of GraphQL over HTTP; the realtime address follows from it
/// @param authority PEM file of the certificate authorities to trust, or null for the usual ones
public record RemoteConfig(URI endpoint, Secret apiKey, @Nullable Path authority) {}
