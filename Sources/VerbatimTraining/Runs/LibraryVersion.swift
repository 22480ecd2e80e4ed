/// The version of the library, which runs record.
package enum LibraryVersion {
    /// The version of this build.
    package static let current: String = "0.1.0"
}
