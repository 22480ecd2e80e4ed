/// The one error that Verbatim throws for what a user can get wrong: what happened, received, expected, remedy.
public struct VerbatimError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of mistake it is; open, so that other modules and users add their own.
    public struct Code: RawRepresentable, Sendable, Hashable {
        /// The code's stable name, for programs that react to it.
        public let rawValue: String

        /// Makes a code of its stable name.
        public init(rawValue: String) { self.rawValue = rawValue }

        /// Operand shapes or ranks that do not go together.
        public static let shape: Code = .init(rawValue: "shape")
        /// Element types that an operation does not take.
        public static let elementType: Code = .init(rawValue: "element-type")
        /// An attribute or option outside its range.
        public static let configuration: Code = .init(rawValue: "configuration")
        /// A graph, plan or text that breaks a rule of its form.
        public static let malformed: Code = .init(rawValue: "malformed")
        /// Something this version does not do.
        public static let unsupported: Code = .init(rawValue: "unsupported")
        /// A gradient asked of something that has none.
        public static let notDifferentiable: Code = .init(rawValue: "not-differentiable")
        /// A sum over samples whose order could not be fixed.
        public static let sampleDimension: Code = .init(rawValue: "sample-dimension")
        /// Input data outside its domain: a label, an empty data set.
        public static let data: Code = .init(rawValue: "data")
        /// A file that is missing, truncated or of another format.
        public static let file: Code = .init(rawValue: "file")
        /// A loss or tensor that is not finite.
        public static let notFinite: Code = .init(rawValue: "not-finite")
        /// A resource this machine lacks: an instruction set, threads, memory.
        public static let environment: Code = .init(rawValue: "environment")
    }

    /// What kind of mistake it is.
    public var code: Code
    /// What happened and where, without a final period.
    public var what: String
    /// What was received.
    public var received: String?
    /// What was expected.
    public var expected: String?
    /// How to mend it.
    public var remedy: String?
    /// The layer path and source line, where a graph is concerned.
    public var location: Location?

    /// Makes an error of its parts.
    public init(
        _ code: Code, _ what: String, received: String? = nil, expected: String? = nil, remedy: String? = nil,
        location: Location? = nil
    ) {
        self.code = code
        self.what = what
        self.received = received
        self.expected = expected
        self.remedy = remedy
        self.location = location
    }

    /// One line, whatever the parts hold: what, received, expected, remedy, location.
    public var description: String {
        var line = what
        if let received { line += "; received \(received)" }
        if let expected { line += "; expected \(expected)" }
        if let remedy { line += "; \(remedy)" }
        if let location, !location.isUnknown { line += " [\(location)]" }
        return String(line.map { $0.isNewline ? " " : $0 })
    }

    /// The same error at a location, unless it already has one.
    package func at(_ location: Location?) -> VerbatimError {
        guard self.location == nil, let location, !location.isUnknown else { return self }
        var copy = self
        copy.location = location
        return copy
    }
}
