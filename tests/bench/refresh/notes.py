"""What must be known to read the comparison? Printed below it, so that no figure travels without it."""

TEXT = """
3. What was compared
  All share this machine's cores: Postgres, Redis, the sandbox, the emulator of AWS (a Python program) and whoever is
  measured. Postgres and Redis are themselves, at the price of loopback; SQS, DynamoDB and Secrets Manager are not: AWS
  was not measured, so ours is shown with the emulator and without it. Timed is the handler, or the task's body:
  Lambda's start is not in it, nor how beat's message reaches a worker. Ratios: of the medians (lowest-highest of one
  round); where these straddle 1, nothing is shown. Own CPU: of the measured processes alone, whoever else was busy.
  1. Every contender marks the same rows and sends the same messages; both were counted after each tick.
     "Answered in process": botocore makes, signs and parses every request, and its answer is there at once.
     Celery's loop reads two columns through a cursor and marks in bulk; in groups and pipelines, a thousand are taken
     under a lock at a time. The pipelined way (kombu's Producer.batch) is the fastest that Celery offers.
     Ours besides: spreads over the day what a provider's budget has left, gives back claims that could not be sent,
     tells how many are late; one tick queues what it may, not all there is.
     Redis was not told to write anything down: its fastest way, in which a crash forgets the queue.
  2. All ask the same things by the same versions of the same client libraries and read the answers by the same code
     (functions/shared/audience). The rows that each left were compared after every round and were equal.
     Ours gets events of five in process, as Lambda's poller hands them over: taking them from SQS is not in it. The
     worker of Celery takes its messages from Redis: that is in it, and up to 20 ms of noticing its end.
     Ours keeps connections to providers open over pulls; Celery's version keeps what the libraries' guides keep: a
     session for Instagram and for tokens, YouTube's services; not the connections of a user's own Google client.
     Ours besides, on AWS: charges each budget before a pull, holds a place among so many pulls at a time, reads tokens
     from Secrets Manager. "AWS in memory" leaves that out and so flatters ours: Celery's version still adds to a
     counter in Redis and decrypts a column of Postgres, once a pull.
     Two processes of ours are two Lambdas; two of Celery are one worker's children."""
