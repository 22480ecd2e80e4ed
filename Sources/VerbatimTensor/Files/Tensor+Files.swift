import VerbatimGraph

extension Tensor {
    /// Reads a NumPy `.npy` file.
    ///
    /// - Throws: `VerbatimError` of code `file` for a file that is missing, truncated or of another format.
    public init(contentsOf path: String) throws {
        self.init(try FileSystem.parse(path) { try NumPyFile(bytes: $0).value })
    }

    /// Writes a NumPy `.npy` file, replacing it whole.
    ///
    /// - Throws: What `value()` throws, `VerbatimError` of code `unsupported` for bf16, which the format has no name for,
    ///   or of code `file`.
    public func write(to path: String) throws {
        try FileSystem.replace(path, with: try NumPyFile(try value()).serialized())
    }
}

extension SafetensorsFile {
    /// Reads a safetensors file.
    ///
    /// - Throws: `VerbatimError` of code `file` for a file that is missing, truncated or of another format.
    public init(contentsOf path: String) throws {
        self = try FileSystem.parse(path) { try SafetensorsFile(bytes: $0) }
    }

    /// Writes a safetensors file, replacing it whole.
    ///
    /// - Throws: `VerbatimError` of code `file`.
    public func write(to path: String) throws { try FileSystem.replace(path, with: try serialized()) }

    /// The tensor of a name.
    ///
    /// - Throws: `VerbatimError` of code `file` that lists the names there are.
    public func tensor(_ name: String) throws -> Tensor {
        guard let value = self[name] else {
            throw VerbatimError(
                .file, "a safetensors file has no such tensor", received: name,
                expected: "one of \(entries.map(\.name).joined(separator: ", "))")
        }
        return Tensor(value)
    }
}

extension NumPyArchive {
    /// Reads a NumPy `.npz` file that is not compressed.
    ///
    /// - Throws: `VerbatimError` of code `file` for a file that is missing, damaged or of another format.
    public init(contentsOf path: String) throws {
        self = try FileSystem.parse(path) { try NumPyArchive(bytes: $0) }
    }

    /// Writes a NumPy `.npz` file, replacing it whole.
    ///
    /// - Throws: `VerbatimError` of code `file`.
    public func write(to path: String) throws { try FileSystem.replace(path, with: try serialized()) }

    /// The tensor of a name.
    ///
    /// - Throws: `VerbatimError` of code `file` that lists the names there are.
    public func tensor(_ name: String) throws -> Tensor {
        guard let value = self[name] else {
            throw VerbatimError(
                .file, "a .npz file has no such tensor", received: name,
                expected: "one of \(entries.map(\.name).joined(separator: ", "))")
        }
        return Tensor(value)
    }
}

extension IDXFile {
    /// Reads an IDX file.
    ///
    /// - Throws: `VerbatimError` of code `file` for a file that is missing, truncated or of another format.
    public init(contentsOf path: String) throws { self = try FileSystem.parse(path) { try IDXFile(bytes: $0) } }
}

extension FileSystem {
    /// What a closure reads from a file's bytes, unpacked where they are gzip's; its errors name the file.
    package static func parse<Result>(_ path: String, _ body: ([UInt8]) throws -> Result) throws -> Result {
        let bytes = try read(path)
        do {
            // None of the formats that are read begins like gzip.
            return try body(GzipFile.isPacked(bytes) ? GzipFile(bytes: bytes).contents : bytes)
        } catch var error as VerbatimError {
            error.what += " in \(path)"
            throw error
        }
    }
}
