using CsCheck;
using Microsoft.Data.Sqlite;
using Mqtt5Gen.Protocol;

namespace Mqtt5Gen.Client.Sqlite.Tests;

public sealed class SqliteOutboxTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mqtt5gen-");

    private string File => Path.Combine(_folder.FullName, "outbox.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void ItHoldsWhatTheOneInMemoryHoldsAlsoWhenOpenedAnew() => Changes.Batches.Sample(
        batches =>
        {
            var file = Path.Combine(_folder.FullName, $"{Guid.NewGuid():N}.db");
            SameAsync(file, batches).GetAwaiter().GetResult();
        },
        iter: 100,
        threads: 1);

    [Fact]
    public async Task AMessageIsKeptWhole()
    {
        var message = new MqttMessage
        {
            Topic = "a/°",
            Payload = new byte[] { 0, 1, 2 },
            QoS = QoS.ExactlyOnce,
            Retain = true,
            Properties = new()
            {
                ContentType = "text/plain",
                ResponseTopic = "answer",
                CorrelationData = new byte[] { 9 },
                MessageExpiryInterval = 7,
                PayloadFormatIndicator = PayloadFormat.Utf8,
                UserProperties = [new("b", "1"), new("a", "2")],
            },
        };
        var expiresAt = DateTimeOffset.UnixEpoch.AddMilliseconds(1_800_000_000_123);
        await using (var outbox = await SqliteOutbox.OpenAsync(File)) await outbox.CommitAsync([new(MqttOutboxChangeKind.Added, 5, 0, message, expiresAt)], default);

        await using var again = await SqliteOutbox.OpenAsync(File);
        var entry = Assert.Single((await again.LoadAsync(default)).Messages);

        Assert.Equal((5, (ushort)0, expiresAt), (entry.Sequence, entry.PacketId, entry.ExpiresAt));
        Assert.Equal(Changes.Text(message), Changes.Text(entry.Message!));
    }

    [Fact]
    public async Task ABatchIsWrittenWholeOrNotAtAll()
    {
        await using var outbox = await SqliteOutbox.OpenAsync(File);
        var message = new MqttMessage { Topic = "a", QoS = QoS.AtLeastOnce };

        var exception = await Assert.ThrowsAsync<IOException>(() => outbox.CommitAsync([new(MqttOutboxChangeKind.Added, 1, 0, message), new(MqttOutboxChangeKind.Added, 1, 0, message)], default).AsTask());

        Assert.Equal($"The outbox {File} cannot be written: more than one client uses it.", exception.Message);

        Assert.Empty((await outbox.LoadAsync(default)).Messages);
    }

    [Fact]
    public async Task AFileIsOneOutboxsAtATime()
    {
        await using (await SqliteOutbox.OpenAsync(File))
        {
            var exception = await Assert.ThrowsAsync<IOException>(() => SqliteOutbox.OpenAsync(File));
            Assert.Equal($"The outbox {File} cannot be opened: another client has it.", exception.Message);
        }

        await using var next = await SqliteOutbox.OpenAsync(File);
        Assert.Empty((await next.LoadAsync(default)).Messages);
    }

    [Fact]
    public async Task WhatIsNoOutboxIsNamed()
    {
        await System.IO.File.WriteAllTextAsync(File, new string('x', 4096));
        Assert.Contains("it is not a SQLite file", (await Assert.ThrowsAsync<IOException>(() => SqliteOutbox.OpenAsync(File))).Message, StringComparison.Ordinal);

        var elsewhere = Path.Combine(_folder.FullName, "no", "outbox.db");
        Assert.Contains($"{elsewhere} cannot be opened: it is no file, its folder does not exist", (await Assert.ThrowsAsync<IOException>(() => SqliteOutbox.OpenAsync(elsewhere))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ADamagedFileIsCalledThat()
    {
        await (await SqliteOutbox.OpenAsync(File)).DisposeAsync();
        var bytes = await System.IO.File.ReadAllBytesAsync(File);
        bytes.AsSpan(4096).Fill(0xAA); // all but the page that says which tables there are
        await System.IO.File.WriteAllBytesAsync(File, bytes);
        await using var outbox = await SqliteOutbox.OpenAsync(File);

        Assert.Equal($"The outbox {File} cannot be read: the file is damaged.", (await Assert.ThrowsAsync<IOException>(() => outbox.LoadAsync(default).AsTask())).Message);
    }

    [Fact]
    public async Task ADisposedOutboxSaysSo()
    {
        var outbox = await SqliteOutbox.OpenAsync(File);
        await outbox.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => outbox.LoadAsync(default).AsTask());
        await Assert.ThrowsAsync<ObjectDisposedException>(() => outbox.CommitAsync([new(MqttOutboxChangeKind.AllForgotten)], default).AsTask());
    }

    [Fact]
    public async Task AFileOfALaterVersionIsLeftAlone()
    {
        await (await SqliteOutbox.OpenAsync(File)).DisposeAsync();
        await using (var connection = new SqliteConnection($"Data Source={File};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 3";
            await command.ExecuteNonQueryAsync();
        }

        Assert.Contains("is of version 3; this library knows version 2", (await Assert.ThrowsAsync<IOException>(() => SqliteOutbox.OpenAsync(File))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFileOfTheFirstVersionIsTakenUp()
    {
        await using (var connection = new SqliteConnection($"Data Source={File};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = """
                CREATE TABLE message (sequence INTEGER PRIMARY KEY, packet_id INTEGER NOT NULL DEFAULT 0, released INTEGER, publish BLOB);
                CREATE TABLE received (packet_id INTEGER PRIMARY KEY);
                INSERT INTO message VALUES (4, 0, NULL, x'320B00016100010502000000073132');
                INSERT INTO received VALUES (9);
                PRAGMA user_version = 1
                """;
            await command.ExecuteNonQueryAsync();
        }

        await using (var outbox = await SqliteOutbox.OpenAsync(File))
        {
            var message = new MqttMessage { Topic = "b", QoS = QoS.AtLeastOnce, Properties = new() { MessageExpiryInterval = 1 } };
            await outbox.CommitAsync([new(MqttOutboxChangeKind.Added, 5, 0, message, DateTimeOffset.UnixEpoch)], default);
        }

        await using var again = await SqliteOutbox.OpenAsync(File);
        var content = await again.LoadAsync(default);
        Assert.Equal([(4, "a", (DateTimeOffset?)null), (5, "b", DateTimeOffset.UnixEpoch)], content.Messages.Select(entry => (entry.Sequence, entry.Message!.Topic, entry.ExpiresAt)));
        Assert.Equal(7u, content.Messages[0].Message!.Properties!.MessageExpiryInterval);
        Assert.Equal([9], content.Received);
    }

    private static async Task SameAsync(string file, MqttOutboxChange[][] batches)
    {
        var model = new MemoryOutbox();
        foreach (var batch in batches)
        {
            await using var outbox = await SqliteOutbox.OpenAsync(file);
            await model.CommitAsync(batch, default);
            await outbox.CommitAsync(batch, default);
            Assert.Equal(Changes.Text(await model.LoadAsync(default)), Changes.Text(await outbox.LoadAsync(default)));
        }

        await using var last = await SqliteOutbox.OpenAsync(file);
        Assert.Equal(Changes.Text(await model.LoadAsync(default)), Changes.Text(await last.LoadAsync(default)));
    }
}
