package dev.outrigger.app;

import picocli.CommandLine.IVersionProvider;

import java.util.Objects;

/// The version of the jar; outside a jar there is none.
final class VersionText implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = VersionText.class.getPackage().getImplementationVersion();
        return new String[] {"outrigger " + Objects.requireNonNullElse(version, "(not packaged)")};
    }
}
