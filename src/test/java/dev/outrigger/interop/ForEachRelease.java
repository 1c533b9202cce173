package dev.outrigger.interop;

import dev.outrigger.testing.AmplifyRelease;

import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// A suite that runs once with each [AmplifyRelease], of which it has a field. Its devices are
/// started once for each and shared by its tests.
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ParameterizedClass(name = "{0}")
@EnumSource(AmplifyRelease.class)
@interface ForEachRelease {}
