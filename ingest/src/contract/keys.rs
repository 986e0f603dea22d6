//! The keys that the Open Data Contract Standard 3.1 knows, object by object.
//!
//! A load uses some of them; the others are accepted and left alone.
//!
//! Source: `odcs-json-schema-v3.1.0.json` of the Bitol project (2025).

pub(super) const DOCUMENT: &[&str] = &[
    "version",
    "kind",
    "apiVersion",
    "id",
    "name",
    "tenant",
    "tags",
    "status",
    "servers",
    "dataProduct",
    "description",
    "domain",
    "schema",
    "support",
    "price",
    "team",
    "roles",
    "slaDefaultElement",
    "slaProperties",
    "authoritativeDefinitions",
    "customProperties",
    "contractCreatedTs",
];

pub(super) const DESCRIPTION: &[&str] =
    &["usage", "purpose", "limitations", "authoritativeDefinitions", "customProperties"];

/// A server's own keys and those of its types that are not databases.
pub(super) const SERVER: &[&str] = &[
    "id",
    "server",
    "type",
    "description",
    "environment",
    "roles",
    "customProperties",
    "path",
    "format",
    "location",
    "delimiter",
    "endpointUrl",
    "account",
    "catalog",
    "database",
    "dataset",
    "host",
    "port",
    "project",
    "region",
    "regionName",
    "schema",
    "serviceName",
    "stagingDir",
    "stream",
    "warehouse",
];

pub(super) const SERVICE_LEVEL: &[&str] = &[
    "id",
    "property",
    "value",
    "valueExt",
    "unit",
    "element",
    "driver",
    "description",
    "scheduler",
    "schedule",
    "customProperties",
];

pub(super) const SCHEMA: &[&str] = &[
    "id",
    "name",
    "physicalType",
    "description",
    "businessName",
    "authoritativeDefinitions",
    "tags",
    "customProperties",
    "logicalType",
    "physicalName",
    "dataGranularityDescription",
    "properties",
    "relationships",
    "quality",
];

pub(super) const PROPERTY: &[&str] = &[
    "id",
    "name",
    "physicalType",
    "description",
    "businessName",
    "authoritativeDefinitions",
    "tags",
    "customProperties",
    "primaryKey",
    "primaryKeyPosition",
    "logicalType",
    "logicalTypeOptions",
    "physicalName",
    "required",
    "unique",
    "partitioned",
    "partitionKeyPosition",
    "classification",
    "encryptedName",
    "transformSourceObjects",
    "transformLogic",
    "transformDescription",
    "examples",
    "criticalDataElement",
    "relationships",
    "quality",
    "items",
    "properties",
];

pub(super) const QUALITY: &[&str] = &[
    "id",
    "authoritativeDefinitions",
    "businessImpact",
    "customProperties",
    "description",
    "dimension",
    "method",
    "name",
    "schedule",
    "scheduler",
    "severity",
    "tags",
    "type",
    "unit",
    "metric",
    "rule",
    "arguments",
    "query",
    "engine",
    "implementation",
    "mustBe",
    "mustNotBe",
    "mustBeGreaterThan",
    "mustBeGreaterOrEqualTo",
    "mustBeLessThan",
    "mustBeLessOrEqualTo",
    "mustBeBetween",
    "mustNotBeBetween",
];

pub(super) const METRICS: &[&str] =
    &["nullValues", "missingValues", "invalidValues", "duplicateValues", "rowCount"];

pub(super) const OPERATORS: &[&str] = &[
    "mustBe",
    "mustNotBe",
    "mustBeGreaterThan",
    "mustBeGreaterOrEqualTo",
    "mustBeLessThan",
    "mustBeLessOrEqualTo",
    "mustBeBetween",
    "mustNotBeBetween",
];

pub(super) const CUSTOM_PROPERTY: &[&str] = &["id", "property", "value", "description"];

pub(super) const LOGICAL_TYPES: &[&str] =
    &["string", "date", "timestamp", "time", "number", "integer", "boolean", "object", "array"];

pub(super) const STRING_OPTIONS: &[&str] = &["minLength", "maxLength", "pattern", "format"];

pub(super) const MOMENT_OPTIONS: &[&str] =
    &["format", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "timezone", "defaultTimezone"];

pub(super) const NUMBER_OPTIONS: &[&str] =
    &["format", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"];

/// Our own properties of a server.
pub(super) const SERVER_CUSTOM: &[&str] = &[
    "guildhall.encoding",
    "guildhall.delimiter",
    "guildhall.quote",
    "guildhall.ragged",
    "guildhall.nullValues",
    "guildhall.sheet",
    "guildhall.headerRow",
    "guildhall.headerRows",
    "guildhall.skipLines",
    "guildhall.footerLines",
    "guildhall.escape",
    "guildhall.drift",
    "guildhall.mode",
    "guildhall.changeColumn",
    "guildhall.insertCodes",
    "guildhall.updateCodes",
    "guildhall.deleteCodes",
    "guildhall.member",
    "guildhall.recordPath",
    "guildhall.deliveries",
    "guildhall.deliveryOrder",
    "guildhall.deliveryMarker",
    "guildhall.deliveryQuietMinutes",
    "guildhall.deliveryChanged",
    "guildhall.user",
    "guildhall.passwordEnv",
    "guildhall.passwordFile",
    "guildhall.tls",
    "guildhall.caFile",
    "guildhall.query",
    "guildhall.highWaterMark",
    "guildhall.tokenEnv",
    "guildhall.tokenFile",
    "guildhall.tokenHeader",
    "guildhall.stale",
];

/// Our own properties of a schema.
pub(super) const SCHEMA_CUSTOM: &[&str] = &[
    "guildhall.entity",
    "guildhall.leastAge",
    "guildhall.mainHome",
    "guildhall.duplicateFree",
    "guildhall.category",
    "guildhall.testNumbers",
];

/// Our own properties of a column.
pub(super) const PROPERTY_CUSTOM: &[&str] = &["guildhall.field", "guildhall.start", "guildhall.width"];
