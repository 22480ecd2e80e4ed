import Foundation

/// Writes whole lines to standard error, so that standard output holds results only.
enum StandardError {
    static func line(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
    static func raw(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
